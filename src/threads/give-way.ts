import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Has everything else that the process does come before this thread, of long reads or papers. Only Linux knows of the priority of a
 * thread.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(19);
    // A thread of the lowest priority still keeps its processor for some milliseconds from whoever wakes; one that runs when
    // nobody else would does not. Node cannot ask for that, and a system without this program has to do without.
    const thread = readlinkSync('/proc/thread-self').replace(/^.*\//, '');
    execFileSync('chrt', ['-i', '-p', '0', thread], { stdio: 'ignore', timeout: 1_000 });
  } catch {
    // Then they have equal shares, or nearly.
  }
}
