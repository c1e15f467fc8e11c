import { once } from 'node:events';
import { expect, it } from 'vitest';
import { startWorker } from '../../src/threads/start-worker.ts';
import { databases } from '../support/database.ts';

// The other tests run threads as they were built.
it('a thread runs from source as well', async () => {
  const place = await databases[0]?.place();
  if (!place) throw new Error('there is no database');
  const here = new URL('../../src/store/bulk.ts', import.meta.url).href;
  const worker = startWorker(here, 'bulk-worker', place.where);
  worker.postMessage({ id: 1, sql: 'select 2 as two', params: [], method: 'all' });
  expect(await once(worker, 'message')).toEqual([{ id: 1, rows: [[2]] }]);
  await worker.terminate();
  await place.remove();
});
