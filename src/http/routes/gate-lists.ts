import { z } from 'zod';
import { contentOf } from '../../actions/gates/gate-lists.ts';
import { getGate } from '../../actions/gates/get-gate.ts';
import { signList } from '../../actions/gates/sign-gate-list.ts';
import { invalid } from '../../domain/failure.ts';
import { deltaOf, LOADS } from '../../domain/gates/gate-list.ts';
import { OUTCOMES } from '../../domain/gates/passage.ts';
import { ok, route } from '../route.ts';
import { check, idOut, instantOut } from '../schemas.ts';

const vehicle = z.strictObject({
  plate: z.string(),
  plateColour: z.string(),
  emissionStage: z.string().nullable(),
  verdict: z.string().meta({ description: 'Names one of `verdicts`.' }),
});
const verdict = z.strictObject({
  outcome: z.enum(OUTCOMES),
  hold: z.boolean().meta({ description: 'A gate in mode `enforce` holds the vehicle.' }),
  rules: z.array(z.strictObject({ rule: z.string(), clause: z.string(), outcome: z.string() })),
});
const step = z.strictObject({
  from: z.string().optional().meta({
    description:
      'From when it holds: a legal day, or an instant where an order or its hours begin or end; absent: from the start.',
  }),
  policy: z.string().nullable(),
  byLoad: z.strictObject({ [LOADS[0]]: verdict, [LOADS[1]]: verdict, [LOADS[2]]: verdict }),
});
const tables = {
  verdicts: z.record(z.string(), z.array(step)),
  unknown: z.record(z.string(), z.string()).meta({
    description: 'The verdict on a vehicle that is not listed, by plate colour; `none` where no colour was read.',
  }),
  orders: z
    .array(
      z.strictObject({
        id: idOut,
        orderNumber: z.string().nullable(),
        revision: z.int(),
        level: z.string(),
        startsAt: instantOut,
        endsAt: instantOut.nullable(),
      }),
    )
    .optional()
    .meta({
      description: 'The heavy-pollution orders that the verdicts take into account; absent where there is none.',
    }),
};
const listOut = z
  .strictObject({
    list: z
      .strictObject({
        format: z.string(),
        enterpriseId: idOut,
        version: z.int(),
        policy: z.string().nullable(),
        issuedAt: instantOut,
        expiresAt: instantOut,
        count: z.int(),
        digest: z.string().meta({ description: 'SHA-256 (hex) over the canonical JSON of the whole content.' }),
      })
      .meta({ description: 'What is signed: its canonical JSON (keys sorted, no blanks, UTF-8).' }),
    signature: z.strictObject({ algorithm: z.literal('Ed25519'), keyId: z.string(), value: z.string() }),
    content: z
      .strictObject({ vehicles: z.array(vehicle), ...tables })
      .optional()
      .meta({ description: 'The whole list.' }),
    delta: z
      .strictObject({
        since: z.int(),
        added: z.array(vehicle),
        changed: z.array(vehicle),
        removed: z.array(z.strictObject({ plate: z.string(), plateColour: z.string() })),
        ...tables,
      })
      .optional()
      .meta({
        description:
          'What changed since the version asked for; `verdicts` and `unknown` are whole. Applied to that version, vehicles sorted by plate, then colour, it gives the content whose digest is signed.',
      }),
  })
  .meta({ id: 'GateList' });

const keysOut = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kid: z.string(),
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
        x: z.string().meta({ description: 'The public key, base64url (RFC 8037).' }),
        pem: z.string(),
        current: z.boolean().meta({ description: 'The one that signs now.' }),
      }),
    ),
  })
  .meta({ id: 'Keys' });

const version = z
  .string()
  .superRefine(
    check((text) => /^[1-9]\d{0,8}$/.test(text), {
      en: 'This must be the version of a list.',
      zh: '必须是名单版本号。',
    }),
  )
  .transform(Number);

/** Lists by which gates decide alone (离线名单), and the keys that prove them. */
export const gateListRoutes = [
  route({
    method: 'GET',
    path: '/gates/{id}/list',
    id: 'getGateList',
    tag: 'gates',
    summary: 'The signed list by which a gate decides alone: whole, or what changed since a version',
    description:
      'Every vehicle on the register that served the enterprise lately or that it declared, with what the law says of its entering on each day until the list expires. Ask again with `If-None-Match`. A version too old to be kept is answered with the whole list.',
    who: 'gate-list.read',
    query: z.strictObject({ since: version.optional() }),
    replies: { 200: { description: 'The list.', schema: listOut } },
    etag: true,
    raw: async (req) => {
      const { store, keys, gateLists } = req.env;
      const gate = await getGate(store.read, req.actor, req.params.id, 'gate-list.read');
      const row = await gateLists.fresh(gate.enterpriseId, req.now);
      const signed = signList(row, keys);
      const { since } = req.query;
      if (since !== undefined && since > row.version) throw invalid('#/since', NEVER_WAS);
      const content = await contentOf(row);
      const before = since === undefined ? undefined : await store.read.gateLists.find(gate.enterpriseId, since);
      if (since === undefined || !before) return ok({ ...signed, content });
      const { vehicles: _, ...told } = content;
      const delta = { since, ...deltaOf(await contentOf(before), content), ...told };
      return ok({ ...signed, delta });
    },
  }),
  route({
    method: 'GET',
    path: '/keys',
    id: 'listKeys',
    tag: 'gates',
    summary: 'The public keys that the lists are signed with',
    who: 'anyone',
    replies: { 200: { description: 'A JSON Web Key Set; every key that ever signed stays in it.', schema: keysOut } },
    etag: true,
    raw: (req) => Promise.resolve(ok({ keys: req.env.keys.published() })),
  }),
];

const NEVER_WAS = { en: 'There never was such a version.', zh: '该版本从未存在。' };
