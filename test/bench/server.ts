import type { PassageIntake } from '../../src/actions/gates/passage-intake.ts';
import { recordPassages } from '../../src/actions/gates/record-passages.ts';
import type { Choices } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { startService } from '../../src/service.ts';

/** Each passage in a transaction of its own: what group commit is measured against. */
const oneByOne: NonNullable<Choices['intake']> = (store, context): PassageIntake => ({
  record: async (items) => {
    const results = [];
    for (const item of items) results.push(...(await store.write((tx) => recordPassages(tx, [item], context()))));
    return results;
  },
});

const choices: Choices = process.argv[2] === 'one-by-one' ? { intake: oneByOne } : {};
const service = await startService(readConfig(), choices);
process.send?.({ url: service.url });
process.on('disconnect', () => {
  service.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
