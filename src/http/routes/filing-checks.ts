import { z } from 'zod';
import { checkFiling } from '../../actions/machinery/check-filing.ts';
import { warningOut } from '../machine-answers.ts';
import { machineryAt } from '../machinery-answers.ts';
import { ok, route } from '../route.ts';
import { dayText, idText } from '../schemas.ts';
import { presentFinding, zoneFindingOut } from '../zone-answers.ts';

const checkOut = z
  .strictObject({
    wouldBe: z.enum(['submitted', 'refused']),
    refusals: z.array(
      z.strictObject({
        kind: z.enum(['invalid-request', 'conflict']),
        pointer: z.string(),
        detail: z.string(),
      }),
    ),
    warnings: z.array(warningOut),
    zones: z.array(zoneFindingOut).meta({ description: 'The low-emission zones of the site on the planned days.' }),
  })
  .meta({ id: 'FilingCheck' });

/** A dry look at a filing (申报前检查). */
export const filingCheckRoutes = [
  route({
    method: 'POST',
    path: '/filings/check',
    id: 'checkFiling',
    tag: 'filings',
    summary: 'What submitting this filing would meet, without submitting it',
    description:
      'Every refusal and every warning at once. A machine below the minimum of a low-emission zone is warned of and never refused; an unknown stage is told as not known.',
    who: 'filing.create',
    body: z
      .strictObject({ siteId: idText, machineId: idText, plannedEntryOn: dayText, plannedExitOn: dayText })
      .meta({ id: 'FilingToCheck' }),
    replies: { 200: { description: 'What it would meet.', schema: checkOut } },
    problems: ['not-found'],
    idempotent: false,
    read: async (reader, req) => {
      const { refusals, warnings, zones } = await checkFiling(reader, req.actor, req.body, machineryAt(req));
      return ok({
        wouldBe: refusals.length > 0 ? 'refused' : 'submitted',
        refusals: refusals.map(({ kind, pointer, detail }) => ({ kind, pointer, detail: detail[req.language] })),
        warnings,
        zones: zones.map(presentFinding),
      });
    },
  }),
];
