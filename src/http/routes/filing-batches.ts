import { z } from 'zod';
import { notesOfSubmission } from '../../actions/machinery/check-filing.ts';
import { submitFiling } from '../../actions/machinery/submit-filing.ts';
import { tried } from '../../actions/tried.ts';
import type { Writer } from '../../store/store.ts';
import { newFiling } from '../filing-schema.ts';
import { warningOut } from '../machine-answers.ts';
import { machineryAt } from '../machinery-answers.ts';
import { batchOutWith, recordBatch } from '../record-batch.ts';
import { ok, type Request, route } from '../route.ts';
import { flagQuery } from '../schemas.ts';
import { presentFinding, zoneFindingOut } from '../zone-answers.ts';

const batchOut = batchOutWith({
  warnings: z.array(warningOut).optional(),
  zones: z
    .array(zoneFindingOut)
    .optional()
    .meta({ description: 'The low-emission zones of the site on the planned days.' }),
});

/** Many filings in one call. */
export const filingBatchRoutes = [
  route({
    method: 'POST',
    path: '/filings/batch',
    id: 'submitFilings',
    tag: 'filings',
    summary: 'File up to 200 machines, or try it; the good ones are filed, each other one is named',
    description:
      'Each as `POST /filings` would take it, submitted at the same instant, with the warnings and zones that `POST /filings/check` would tell. `conflict`: it is filed already. A dry run answers the same, without ids, and files nothing.',
    who: 'filing.create',
    query: z.strictObject({ dryRun: flagQuery.default(false) }),
    body: z.strictObject({ filings: z.array(z.unknown()).min(1).max(200) }),
    replies: { 200: { description: 'One result per filing, in order.', schema: batchOut } },
    write: async (tx, req) => {
      const { filings } = req.body;
      if (!req.query.dryRun) return ok({ results: await submitAll(tx, req, filings) });
      const results = await tried(tx, () => submitAll(tx, req, filings));
      return ok({ results: results.map(({ id: _, ...result }) => result) });
    },
  }),
];

const submitAll = (tx: Writer, req: Pick<Request, 'actor' | 'at' | 'env' | 'language'>, filings: readonly unknown[]) =>
  recordBatch(tx, req, filings, {
    schema: newFiling,
    refusal: () => undefined,
    record: async (input) => {
      const at = machineryAt(req);
      const row = await submitFiling(tx, req.actor, input, at);
      const { warnings, zones } = await notesOfSubmission(tx, input, at);
      return { row, duplicate: false, more: { warnings: [...warnings], zones: zones.map(presentFinding) } };
    },
  });
