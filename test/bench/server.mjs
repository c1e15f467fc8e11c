// The built service, as `npm start` runs it; one process of the bench. `one-by-one` writes each passage in a transaction of its own.
import { recordPassages } from '../../dist/actions/gates/record-passages.js';
import { readConfig } from '../../dist/config.js';
import { startService } from '../../dist/service.js';

/** @type {import('../../src/app.ts').Choices['intake']} */
const oneByOne = (store, context) => ({
  ready: () => store.ready(),
  record: async (items) => {
    const results = [];
    for (const item of items) results.push(...(await store.write((tx) => recordPassages(tx, [item], context()))));
    return results;
  },
});

const service = await startService(readConfig(), process.argv[2] === 'one-by-one' ? { intake: oneByOne } : {});
process.send?.({ url: service.url });
process.on('disconnect', () => {
  service.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
