import { z } from 'zod';
import { submitFiling } from '../../actions/machinery/submit-filing.ts';
import { newFiling } from '../filing-schema.ts';
import { machineryAt } from '../machinery-answers.ts';
import { batchOut, recordBatch } from '../record-batch.ts';
import { ok, route } from '../route.ts';

/** Many filings in one call. */
export const filingBatchRoutes = [
  route({
    method: 'POST',
    path: '/filings/batch',
    id: 'submitFilings',
    tag: 'filings',
    summary: 'File up to 200 machines; the good ones are filed, each other one is named',
    description:
      'Each as `POST /filings` would take it, submitted at the same instant. `conflict`: it is filed already.',
    who: 'filing.create',
    body: z.strictObject({ filings: z.array(z.unknown()).min(1).max(200) }),
    replies: { 200: { description: 'One result per filing, in order.', schema: batchOut } },
    write: async (tx, req) => {
      const results = await recordBatch(tx, req, req.body.filings, {
        schema: newFiling,
        refusal: () => undefined,
        record: async (input) => ({
          row: await submitFiling(tx, req.actor, input, machineryAt(req)),
          duplicate: false,
        }),
      });
      return ok({ results });
    },
  }),
];
