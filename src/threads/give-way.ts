import { setPriority } from 'node:os';

/** Has everything else that the process does come before this thread, of long reads or papers. Only Linux knows of the priority of a thread. */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(19);
  } catch {
    // Then they have equal shares.
  }
}
