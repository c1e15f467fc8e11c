import { z } from 'zod';
import { lookUp } from '../../actions/machinery/look-up.ts';
import { tokenIn } from '../../domain/slips/slip.ts';
import { lookedUpOut, presentLookedUp } from '../field-check-answer.ts';
import { machineryAt } from '../machinery-answers.ts';
import { ok, route } from '../route.ts';
import { idText, instantText, line, refuse, requireEventTime } from '../schemas.ts';

const ONE = { en: 'Give either slip or code.', zh: 'slip 与 code 必须且只能填写一项。' };

/** Checks on the spot (现场检查): what an inspector finds out about the machine that stands there. */
export const fieldCheckRoutes = [
  route({
    method: 'POST',
    path: '/field-checks/look-up',
    id: 'lookUpMachine',
    tag: 'inspections',
    summary: 'Look a machine up on the spot, by its slip, its label or any of its numbers',
    description:
      'Answers whether it is filed for this site, whether it may work there now, and why, in both languages. Stores nothing. A machine that nobody knows is answered with what to do next.',
    who: 'field-check.look-up',
    body: z
      .strictObject({
        siteId: idText.nullish().meta({ description: 'Where it stands; without it nothing is said of filings.' }),
        at: instantText.nullish().meta({ description: 'Now unless given.' }),
        slip: line(2_000).nullish().meta({ description: 'What the code on its slip holds.' }),
        code: line(500).nullish().meta({ description: 'The text of its environmental label, or any of its numbers.' }),
      })
      .superRefine(({ slip, code }, context) => {
        if (((slip ?? null) === null) === ((code ?? null) === null)) refuse(context, ONE, [slip ? 'slip' : 'code']);
      }),
    replies: { 200: { description: 'What is on file, and what it comes to.', schema: lookedUpOut } },
    problems: ['not-found'],
    idempotent: false,
    read: async (reader, req) => {
      const at = req.body.at ?? req.now;
      requireEventTime(at, req.now, '#/at');
      const { siteId = null, slip = null, code = null } = req.body;
      const asked = { siteId, at, slip: slip === null ? null : tokenIn(slip), code };
      const judging = { ...machineryAt(req), keys: req.env.keys };
      const found = await lookUp(reader, req.actor, asked, judging);
      return ok(presentLookedUp(found, at, judging.policies, req.language));
    },
  }),
];
