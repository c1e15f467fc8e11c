import { z } from 'zod';
import {
  getProof,
  PROOF_KINDS,
  recordProof,
  refuseProof,
  SEEN_IN,
  verifyProof,
} from '../../actions/retirement/proofs.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { creditCodeInput } from '../../domain/codes/credit-code.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { RetirementProofRow } from '../../store/retirement-proofs.ts';
import { page } from '../cursors.ts';
import { created, ok, type Request, route } from '../route.ts';
import { dayOut, dayText, idOut, idText, instant, instantOut, line, listOf, pageQuery, prose } from '../schemas.ts';

const STATUSES = ['recorded', 'verified', 'refused'] as const;

const proofOut = z
  .strictObject({
    id: idOut,
    vehicleId: idOut,
    countyCode: z.string().nullable(),
    organisationId: idOut.nullable().meta({ description: 'The enterprise that told of it; null for officers.' }),
    kind: z.enum(PROOF_KINDS),
    certificateNumber: z.string(),
    retiredOn: dayOut,
    recycler: z.strictObject({ name: z.string(), creditCode: z.string().optional() }).nullable(),
    remarks: z.string().nullable(),
    status: z.enum(STATUSES),
    seenIn: z.enum(SEEN_IN).nullable(),
    reason: z.string().nullable(),
    recordedAt: instantOut,
    recordedBy: idOut,
    decidedAt: instantOut.nullable(),
    decidedBy: idOut.nullable(),
  })
  .meta({ id: 'RetirementProof' });

/** What a proof of retirement says beside the vehicle. */
export const proofFields = {
  kind: z.enum(PROOF_KINDS),
  certificateNumber: line(60),
  retiredOn: dayText,
  recycler: z.strictObject({ name: line(100), creditCode: creditCodeInput.optional() }).nullish(),
  remarks: prose(500).nullish(),
};

/** Proofs that listed vehicles were scrapped or deregistered (报废、注销证明), clause 2.4.4. */
export const retirementProofRoutes = [
  route({
    method: 'POST',
    path: '/retirement-proofs',
    id: 'recordRetirementProof',
    tag: 'retirement',
    summary: 'Record that a listed vehicle was scrapped or deregistered, by its certificate',
    description:
      'Copies of the certificate go with it as evidence (`subjectType` `retirement_proof`). It counts once it is verified. ' +
      'Enterprises record it for trucks that they declared.',
    who: 'retirement-proof.write',
    body: z.strictObject({ vehicleId: idText, ...proofFields }),
    replies: { 201: { description: 'The record.', schema: proofOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { recycler = null, remarks = null, ...proof } = req.body;
      const row = await recordProof(tx, req.actor, { ...proof, recycler, remarks }, contextOf(req));
      return created(`/retirement-proofs/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/retirement-proofs',
    id: 'listRetirementProofs',
    tag: 'retirement',
    summary: 'List proofs, newest first',
    who: 'retirement-proof.read',
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(STATUSES).optional(),
      countyCode: countyInput.optional(),
      vehicleId: idText.optional().meta({ description: 'Gives the one that was not refused.' }),
    }),
    replies: { 200: { description: 'A page of proofs.', schema: listOf(proofOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'retirement-proof.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.retirementProofs.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/retirement-proofs/{id}',
    id: 'getRetirementProof',
    tag: 'retirement',
    summary: 'One proof',
    who: 'retirement-proof.read',
    replies: { 200: { description: 'The proof.', schema: proofOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getProof(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/retirement-proofs/{id}/verify',
    id: 'verifyRetirementProof',
    tag: 'retirement',
    summary: 'Verify a proof: from its day the vehicle is off the road, and it counts as retired',
    who: 'retirement-proof.decide',
    body: z.strictObject({
      seenIn: z.enum(SEEN_IN).meta({
        description:
          '`certificate`: the paper, of which a copy is on record; `platform`: the entry in the system of recyclers or police.',
      }),
    }),
    replies: { 200: { description: 'The proof.', schema: proofOut } },
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(present(await verifyProof(tx, req.actor, req.params.id, req.body.seenIn, contextOf(req)))),
  }),
  route({
    method: 'POST',
    path: '/retirement-proofs/{id}/refuse',
    id: 'refuseRetirementProof',
    tag: 'retirement',
    summary: 'Turn a proof down, also one that was verified and is found to be wrong',
    description: 'It counts no more. What the register says of the vehicle stays: change that by itself.',
    who: 'retirement-proof.decide',
    body: z.strictObject({ reason: prose(500) }),
    replies: { 200: { description: 'The proof.', schema: proofOut } },
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(present(await refuseProof(tx, req.actor, req.params.id, req.body.reason, contextOf(req)))),
  }),
];

const contextOf = ({ env, at }: Pick<Request, 'env' | 'at'>) => ({
  at,
  policies: env.policies.current(),
  wakeJobs: () => env.jobs.wake(),
});

const present = ({ standsFor: _for, standsBy: _by, ...row }: RetirementProofRow) => ({
  ...row,
  recordedAt: instant(row.recordedAt),
  decidedAt: instant(row.decidedAt),
});
