import { workerData } from 'node:worker_threads';
import { openWriter } from './sqlite-connection.ts';

const EVERY_MS = 50;

/** Carries what is committed from the log into the file, a twentieth of a second after it came. */
const connection = openWriter(workerData as string);
const checkpoint = connection.prepare('PRAGMA wal_checkpoint(PASSIVE)');

setInterval(() => {
  try {
    checkpoint.all();
  } catch {
    // Another process holds the file, or has just removed the log: the next turn finds it free.
  }
}, EVERY_MS);
