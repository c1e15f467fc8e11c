import { parentPort, workerData } from 'node:worker_threads';
import { freshPolicies } from './actions/policies/fresh-policies.ts';
import type { Desk } from './http/papers/desk.ts';
import { ANSWERS, PAPERS } from './http/papers/list.ts';
import { openReading } from './store/open-reading.ts';
import type { Place } from './store/store.ts';
import { giveWay } from './threads/give-way.ts';
import { type Run, runErrands } from './threads/run-errands.ts';

/** The program of the thread that makes papers: a connection of its own, and everything on the list by its name. */
if (!parentPort) throw new Error('this program runs in a thread');
giveWay();
const reader = openReading(workerData as Place);
const policies = freshPolicies(reader);

type Make<G> = (desk: Desk, asked: never) => G;
const runs: Record<string, Run> = {};
for (const [name, paper] of Object.entries<Make<AsyncIterable<Uint8Array>>>(PAPERS))
  runs[name] = async function* (asked) {
    yield* paper({ reader, policies: await policies() }, asked as never);
  };
for (const [name, answer] of Object.entries<Make<Promise<unknown>>>(ANSWERS))
  runs[name] = async (asked) => answer({ reader, policies: await policies() }, asked as never);
runErrands(parentPort, runs);
