import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadResult, LoadSpec } from './load.ts';
import { passageBody } from './messages.ts';

type Paced = LoadSpec & { readonly perSecond: number };

/**
 * Sends single passages at a fixed rate, whether or not the ones before are answered, and times each from the moment it
 * was due: an answer that comes late delays nobody else's clock.
 */
export async function sendPaced(spec: Paced): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: spec.connections });
  let failed = 0;
  const post = async (number: number): Promise<void> => {
    const status = await send(spec, agent, spec.tokens[number % spec.tokens.length] ?? '');
    if (status !== 201) failed += 1;
  };
  // Every connection is open and has been answered before anything counts.
  await Promise.all(Array.from({ length: spec.connections }, (_, number) => post(number)));
  const total = Math.ceil(spec.perSecond * spec.seconds);
  const waits: number[] = [];
  const underway: Promise<void>[] = [];
  const began = performance.now();
  for (let number = 0; number < total; number += 1) {
    const due = began + (number * 1_000) / spec.perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    underway.push(post(number).then(() => void waits.push(performance.now() - due)));
  }
  await Promise.all(underway);
  agent.destroy();
  waits.sort((a, b) => a - b);
  const p99 = waits[Math.ceil(waits.length * 0.99) - 1] ?? 0;
  return { perSecond: (total / (performance.now() - began)) * 1_000, p99, failed };
}

function send(spec: Paced, agent: Agent, token: string): Promise<number> {
  const body = passageBody(spec);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token}`,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(spec.path, spec.url), { method: 'POST', agent, headers }, (incoming) => {
      incoming.resume();
      incoming.once('end', () => resolve(incoming.statusCode ?? 0));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
