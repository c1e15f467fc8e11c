import { z } from 'zod';
import { Failure, type FieldError, type Message } from '../domain/failure.ts';
import type { Writer } from '../store/store.ts';
import { fieldErrors } from './issues.ts';
import type { Request } from './route.ts';
import { idOut } from './schemas.ts';

const resultOut = z.strictObject({
  index: z.int(),
  status: z.enum(['created', 'duplicate', 'invalid', 'conflict']),
  id: idOut.optional(),
  errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).optional(),
});
/** The answer to a batch: one result per item, in order. */
export const batchOut = z.strictObject({ results: z.array(resultOut) });
/** The same where each thing that is stored says more. */
export const batchOutWith = <More extends z.ZodRawShape>(more: More) =>
  z.strictObject({ results: z.array(resultOut.extend(more)) });
type Result = z.output<typeof resultOut>;

/**
 * Records the items of a batch one by one in the caller's transaction: the good ones are stored, and each bad one is named
 * and leaves nothing of itself. `refusal` may name a place and what is wrong there; `more` is told with what is stored.
 */
export async function recordBatch<S extends z.ZodType, More extends object = object>(
  tx: Writer,
  { language }: Pick<Request, 'language'>,
  inputs: readonly unknown[],
  how: {
    readonly schema: S;
    readonly refusal: (value: z.output<S>) => { readonly pointer: string; readonly detail: Message } | undefined;
    readonly record: (
      value: z.output<S>,
    ) => Promise<{ readonly row: { readonly id: string }; readonly duplicate: boolean; readonly more?: More }>;
  },
): Promise<(Result | (Result & More))[]> {
  const refused = (index: number, errors: readonly FieldError[]): Result => ({
    index,
    status: 'invalid',
    errors: errors.map(({ pointer, detail }) => ({ pointer, detail: detail[language] })),
  });
  const results: (Result | (Result & More))[] = [];
  for (const [index, input] of inputs.entries()) {
    const parsed = how.schema.safeParse(input);
    if (!parsed.success) {
      results.push(refused(index, fieldErrors(parsed.error.issues, input, 'body')));
      continue;
    }
    const refusal = how.refusal(parsed.data);
    if (refusal) {
      results.push(refused(index, [refusal]));
      continue;
    }
    try {
      const { row, duplicate, more } = await tx.attempt(() => how.record(parsed.data));
      const stored: Result = { index, status: duplicate ? 'duplicate' : 'created', id: row.id };
      results.push(more ? { ...stored, ...more } : stored);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const errors = error.errors.length > 0 ? error.errors : [{ pointer: '#', detail: error.detail }];
      results.push({ ...refused(index, errors), status: error.kind === 'conflict' ? 'conflict' : 'invalid' });
    }
  }
  return results;
}

/** What is wrong with the time of an event, at its place. */
export const timeRefusal = (pointer: string, detail: Message | undefined) => detail && { pointer, detail };
