import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../../src/threads/give-way.ts';

/** A thread that gives way and tells how it stands with the system (proc(5)): its nice value and its scheduling policy. */
giveWay();
const fields = readFileSync('/proc/thread-self/stat', 'utf8').replace(/^.*\)/, '').trim().split(' ');
parentPort?.postMessage({ nice: Number(fields[16]), policy: Number(fields[38]) });
