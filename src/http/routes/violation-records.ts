import { z } from 'zod';
import { recordViolation, settleViolation, withdrawViolation } from '../../actions/enforcement/record-violation.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import { created, ok, route } from '../route.ts';
import { idText, instantText, line, prose, requireEventTime } from '../schemas.ts';
import { violationDetail, violationOut } from '../violation-answers.ts';

const recordIn = z
  .strictObject({
    kind: line(60).meta({ description: 'One of `manualKinds` of the policy of that day.' }),
    plate: plateInput,
    plateColour: z.enum(PLATE_COLOURS),
    occurredAt: instantText,
    countyCode: countyInput,
    place: line(200),
    seen: prose(2_000).meta({ description: 'What was seen.' }),
    organisationId: idText.optional().meta({ description: 'Who answers for it, where it is known.' }),
    siteId: idText.optional().meta({ description: 'The site it came from or went to.' }),
  })
  .meta({ id: 'SeenViolation' });
const reasonIn = z.strictObject({ reason: prose(2_000) });
const settled = { 200: { description: 'The violation.', schema: violationOut } };

/** What officers make of violations, and those that they record by hand. */
export const violationRecordRoutes = [
  route({
    method: 'POST',
    path: '/violations',
    id: 'recordViolation',
    tag: 'violations',
    summary: 'Record a violation that an officer saw, such as a muck truck off its route (clause 2.5)',
    description: 'Nothing judges it again. Photos are added as evidence about `violation`.',
    who: 'violation.record',
    body: recordIn,
    replies: { 201: { description: 'The violation.', schema: violationOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      requireEventTime(req.body.occurredAt, req.now, '#/occurredAt');
      const { organisationId = null, siteId = null } = req.body;
      const seen = { ...req.body, organisationId, siteId };
      const row = await recordViolation(tx, req.actor, seen, { policies: req.env.policies.current(), at: req.at });
      return created(`/violations/${row.id}`, await violationDetail(tx, row, req));
    },
  }),
  route({
    method: 'POST',
    path: '/violations/{id}/confirm',
    id: 'confirmViolation',
    tag: 'violations',
    summary: 'Confirm a violation',
    who: 'violation.settle',
    body: reasonIn,
    replies: settled,
    problems: ['conflict'],
    write: async (tx, req) => {
      const change = { to: 'confirmed', reason: req.body.reason } as const;
      return ok(await violationDetail(tx, await settleViolation(tx, req.actor, req.params.id, change, req.at), req));
    },
  }),
  route({
    method: 'POST',
    path: '/violations/{id}/rectify',
    id: 'rectifyViolation',
    tag: 'violations',
    summary: 'Note that a violation was put right',
    who: 'violation.settle',
    body: reasonIn,
    replies: settled,
    problems: ['conflict'],
    write: async (tx, req) => {
      const change = { to: 'rectified', reason: req.body.reason } as const;
      return ok(await violationDetail(tx, await settleViolation(tx, req.actor, req.params.id, change, req.at), req));
    },
  }),
  route({
    method: 'POST',
    path: '/violations/{id}/withdraw',
    id: 'withdrawViolation',
    tag: 'violations',
    summary: 'Take back a violation that was recorded by hand',
    description: 'What judging raised is withdrawn by judging alone: 409.',
    who: 'violation.settle',
    body: reasonIn,
    replies: settled,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(
        await violationDetail(tx, await withdrawViolation(tx, req.actor, req.params.id, req.body.reason, req.at), req),
      ),
  }),
];
