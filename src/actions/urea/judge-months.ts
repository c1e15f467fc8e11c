import type { Store } from '../../store/store.ts';
import type { JudgingUrea } from './judge-month.ts';
import { dueMonths, judgeTasks, tasksAt } from './urea-tasks.ts';

type Context = () => JudgingUrea & {
  /** Longest time a transaction can take, ms; 0 where they run one after another. */
  readonly longestTransactionMs: number;
};

/**
 * Judges the months that ended, enterprise by enterprise, `step` vehicles a transaction. First a month is noted as begun:
 * whoever writes something of it from then on has it judged again, and it is judged once those that began to write before
 * are done. One that was broken off is judged anew from its start, which changes nothing.
 */
export async function judgeUreaMonths(store: Store, context: Context, step: number): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const enterprises = await store.read.ureaRefills.reporters(after, step);
    for (const id of enterprises) await judgeEnterprise(store, id, context, step);
    after = enterprises.at(-1);
    if (enterprises.length < step) return;
  }
}

async function judgeEnterprise(store: Store, enterpriseId: string, context: Context, step: number): Promise<void> {
  const { policies, now, longestTransactionMs } = context();
  const due = await dueMonths(store.read, policies, enterpriseId, now);
  if (due.length > 0)
    await store.write(async (tx) => {
      for (const month of due) await tx.ureaMonths.begin(enterpriseId, month, now);
    });
  for (const { month, begunAt, judgedAt } of await store.read.ureaMonths.of(enterpriseId)) {
    if (judgedAt !== null || begunAt > now - longestTransactionMs) continue;
    const tasks = await tasksAt(store.bulk, policies, enterpriseId, month);
    for (let start = 0; start < tasks.length; start += step)
      await store.write((tx) => judgeTasks(tx, tasks.slice(start, start + step), context()));
    await store.write((tx) => tx.ureaMonths.finish(enterpriseId, month, context().now));
  }
}
