import { open } from 'node:fs/promises';

/** A name in a folder, new or changed, is durable once the folder is. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
