import { z } from 'zod';
import { proofOf } from '../../actions/seals/audit-proof.ts';
import { headOf } from '../../actions/seals/head.ts';
import { notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { AuditRow } from '../../store/audit.ts';
import { page } from '../cursors.ts';
import { ok, route } from '../route.ts';
import { fromTo, idOut, idText, instant, instantOut, line, listOf, pageQuery, periodOf } from '../schemas.ts';

const hash = z.string().meta({ description: 'SHA-256, hex.' });
const row = {
  id: idOut,
  at: instantOut,
  actor: z.strictObject({ kind: z.enum(['user', 'gate', 'system']), id: z.string() }),
  requestId: z.string(),
  action: z.string().meta({ example: 'legal-hold.release' }),
  subject: z.strictObject({ type: z.string(), id: z.string() }),
  detail: z.looseObject({}).meta({ description: 'Empty where a person was erased.' }),
  digest: hash,
};
const rowOut = z.strictObject(row).meta({ id: 'AuditRow' });
const sealOut = z.strictObject({
  id: idOut,
  firstId: idOut,
  lastId: idOut,
  count: z.int(),
  root: hash,
  previous: hash.meta({ description: 'The seal before; 64 zeros before the first.' }),
  seal: hash,
  sealedAt: instantOut,
  keyId: z.string(),
  signature: z.string().meta({ description: 'Ed25519 over the 32 bytes of `seal`, base64.' }),
});
const provenOut = z
  .strictObject({
    ...row,
    salt: z.string().nullable().meta({ description: 'Null where a person was erased.' }),
    seal: sealOut.nullable().meta({ description: 'Null while the row is not sealed.' }),
    proof: z.array(z.strictObject({ side: z.enum(['left', 'right']), hash })),
  })
  .meta({ id: 'ProvenAuditRow' });
const headOut = z
  .strictObject({
    format: z.literal('registry-head/1'),
    seal: hash,
    sealedAt: instantOut.nullable(),
    count: z.int().meta({ description: 'How many seals there are.' }),
    keyId: z.string(),
    signature: z.string().meta({ description: 'Ed25519 over the canonical JSON of the other members, base64.' }),
  })
  .meta({ id: 'Head' });

const PROOF = [
  'The digest is SHA-256 over the salt and the canonical JSON of `id at actorKind actorId requestId action subjectType',
  'subjectId detail` (`at` in ms). Begin with SHA-256 of `leaf`, a line feed and the digest; for each step of `proof` take',
  'SHA-256 of `node` and the two hashes, left before right, each after a line feed: the last is `root`.',
].join(' ');

/** What was done by whom (审计), as it is sealed. */
export const auditRoutes = [
  route({
    method: 'GET',
    path: '/audit',
    id: 'listAudit',
    tag: 'audit',
    summary: 'What was done by whom to what, newest first',
    who: 'audit.read',
    query: z.strictObject({
      ...pageQuery,
      subjectType: line(60).optional(),
      subjectId: line(100).optional(),
      actorId: line(100).optional(),
      action: line(60).optional(),
      ...fromTo,
    }),
    replies: { 200: { description: 'A page of rows.', schema: listOf(rowOut) } },
    read: async (reader, req) => {
      const { subjectType, subjectId, actorId, action } = req.query;
      const filter = { subjectType, subjectId, actorId, action, ...periodOf(req.query) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.audit.search(filter, request),
        ({ id, at }) => ({ id, at }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/audit/head',
    id: 'getAuditHead',
    tag: 'audit',
    summary: 'The signed head of the chain of seals, to be published',
    description:
      'Tells nothing but hashes. Whoever keeps one can have the operator prove with `verify --head` that nothing sealed before it was changed. The keys are at `/keys`.',
    who: 'anyone',
    replies: { 200: { description: 'The head.', schema: headOut } },
    etag: true,
    read: async (reader, req) => ok(await headOf(reader, req.env.keys)),
  }),
  route({
    method: 'GET',
    path: '/audit/{id}',
    id: 'getAuditRow',
    tag: 'audit',
    summary: 'One row with its seal, and the proof that it is under it',
    description: PROOF,
    who: 'audit.read',
    params: z.object({ id: idText }),
    replies: { 200: { description: 'The row.', schema: provenOut } },
    etag: true,
    read: async (reader, req) => {
      const found = await reader.audit.find(req.params.id);
      if (!found || !covers(scopeOf(req.actor, 'audit.read'), {})) throw notFound();
      const proven = await proofOf(reader, found);
      const { salt } = found;
      if (!proven) return ok({ ...present(found), salt, seal: null, proof: [] });
      const { id, firstId, lastId, count, root, previous, seal, sealedAt, keyId, signature } = proven.seal;
      const told = { id, firstId, lastId, count, root, previous, seal, sealedAt: instant(sealedAt), keyId, signature };
      return ok({ ...present(found), salt, seal: told, proof: proven.proof });
    },
  }),
];

const present = (found: AuditRow) => ({
  id: found.id,
  at: instant(found.at),
  actor: { kind: found.actorKind, id: found.actorId },
  requestId: found.requestId,
  action: found.action,
  subject: { type: found.subjectType, id: found.subjectId },
  detail: found.detail,
  digest: found.digest,
});
