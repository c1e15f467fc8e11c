import { z } from 'zod';
import { readersOfFiling } from '../../actions/machinery/get-filing.ts';
import { issueSlip } from '../../actions/slips/issue-slip.ts';
import { REVOKED_FOR, signedRevocations } from '../../actions/slips/revocations.ts';
import { verifySlip } from '../../actions/slips/sign-slip.ts';
import { slipNow } from '../../actions/slips/slip-now.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { type Slip, tokenIn } from '../../domain/slips/slip.ts';
import { slipDocument } from '../../domain/slips/slip-document.ts';
import { SLIP_RESULT_WORDS, SLIP_RESULTS, SLIP_STATE_WORDS, SLIP_STATES } from '../../domain/slips/slip-state.ts';
import { codePattern } from '../../exports/document-code.ts';
import { codePng, codeSvg } from '../../files/code-picture.ts';
import { requireTurn } from '../address-limits.ts';
import { ok, route } from '../route.ts';
import { dayOut, idOut, instant, instantOut, known, line } from '../schemas.ts';

const TYPES = { pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml', json: 'application/json' } as const;

const words = z.strictObject({ en: z.string(), zh: z.string() });
const slipOut = z
  .strictObject({
    filingId: idOut,
    number: z
      .string()
      .optional()
      .meta({ description: 'Of the filing (登记编号); slips from before it was said lack it.' }),
    codes: z.array(z.strictObject({ scheme: z.string(), code: z.string() })),
    category: z.string(),
    emissionStage: z.string(),
    site: z.string(),
    countyCode: z.string(),
    unit: z.string(),
    plannedEntryOn: dayOut,
    plannedExitOn: dayOut,
    issuedAt: instantOut,
  })
  .meta({ id: 'Slip', description: 'What a site-entry slip says, as of its time of issue.' });
const issuedOut = z
  .strictObject({
    ...slipOut.shape,
    token: z.string().meta({ description: '`1.<payload>.<Ed25519 signature>`, both in base64url.' }),
    url: z
      .string()
      .meta({ description: 'What the code holds; the token stands in the fragment and reaches no server.' }),
  })
  .meta({ id: 'IssuedSlip' });
const verifiedOut = z
  .strictObject({
    result: z.enum(SLIP_RESULTS).meta({
      description:
        '`unknown_key`: signed by a key that is none of this service, so forged; a page without a network cannot know newer keys, and says that it cannot tell.',
    }),
    state: z.enum(SLIP_STATES).optional().meta({ description: 'Of a true one: what it is worth now, the gravest.' }),
    states: z.array(z.enum(SLIP_STATES)).optional().meta({ description: 'All that hold.' }),
    words,
    slip: slipOut.optional(),
    filing: z
      .string()
      .optional()
      .meta({ description: 'The path of the filing, for whoever is signed in and reads it.' }),
  })
  .meta({ id: 'SlipVerification' });
const revocationsOut = z
  .strictObject({
    list: z
      .strictObject({
        format: z.string(),
        issuedAt: instantOut,
        filings: z.array(z.tuple([z.string(), z.enum(REVOKED_FOR)])).meta({
          description: 'The last 12 hex digits of the ids of filings whose slips are worth nothing any more, and why.',
        }),
        machines: z.array(z.string()).meta({ description: 'The same of machines under an open prohibition.' }),
      })
      .meta({ description: 'What is signed: its canonical JSON (keys sorted, no blanks, UTF-8).' }),
    signature: z.strictObject({ algorithm: z.literal('Ed25519'), keyId: z.string(), value: z.string() }),
  })
  .meta({ id: 'SlipRevocations' });

/** Site-entry slips (进场登记凭证), and what proves or disproves them. */
export const slipRoutes = [
  route({
    method: 'GET',
    path: '/filings/{id}/slip',
    id: 'getSlip',
    tag: 'filings',
    summary: 'The site-entry slip of an accepted filing, with a signed QR code',
    description:
      'It says what stands at the time of issue and names no person; the state’s environmental label stays the label. `png` and `svg` are the code alone, `json` is what it says with its token. 409 in every other state of the filing, once the machine has left or is in use no more, and while it is under a prohibition.',
    who: 'filing.read',
    query: z.strictObject({ format: z.enum(['pdf', 'png', 'svg', 'json']).default('pdf') }),
    replies: { 200: { description: 'The slip.', schema: issuedOut } },
    mediaType: [TYPES.pdf, TYPES.png, TYPES.svg],
    problems: ['conflict'],
    raw: async (req) => {
      const { store, keys, documents, publicUrl } = req.env;
      const { format } = req.query;
      const from = { keys, publicUrl: publicUrl(), now: req.now };
      const { slip, token, url } = await issueSlip(store.read, req.actor, req.params.id, from);
      if (format === 'json') return ok({ ...present(slip), token, url });
      const headers = {
        'Content-Type': TYPES[format],
        'Content-Disposition': `inline; filename="slip-${slip.filingId}.${format}"`,
      };
      if (format === 'svg') return { status: 200, headers, text: codeSvg(codePattern(url)) };
      if (format === 'png') return { status: 200, headers, text: await codePng(codePattern(url)) };
      const document = slipDocument(slip, { url, page: `${publicUrl()}/slip` });
      return { status: 200, headers, text: await documents.render(document) };
    },
  }),
  route({
    method: 'POST',
    path: '/slips/verify',
    id: 'verifySlip',
    tag: 'filings',
    summary: 'Whether a slip is true, and what it is worth today',
    description: 'For anyone; whoever is signed in and reads the filing gets its path as well. Nothing is kept.',
    who: 'anyone',
    body: z.strictObject({ token: line(2_000).meta({ description: 'The token, or the whole address in the code.' }) }),
    replies: { 200: { description: 'What it comes to.', schema: verifiedOut } },
    problems: ['too-many-requests'],
    idempotent: false,
    raw: async (req) => {
      const { env, now } = req;
      requireTurn(env.slipLimits, req);
      const found = verifySlip(tokenIn(req.body.token), env.keys.publicKey);
      if (found.result !== 'true') return ok({ result: found.result, words: SLIP_RESULT_WORDS[found.result] });
      const { filing, states } = await slipNow(env.store.read, found.slip, now);
      const [state = 'valid'] = states;
      const actor = await env.tokens.actorOf(req.header('authorization'), now);
      const reads = actor && filing && covers(scopeOf(actor, 'filing.read'), readersOfFiling(filing));
      const told = SLIP_STATE_WORDS[state];
      const { true: holds } = SLIP_RESULT_WORDS;
      return ok({
        result: found.result,
        ...{ state, states, words: { en: `${holds.en} ${told.en}`, zh: `${holds.zh}${told.zh}` } },
        slip: present(found.slip),
        ...(reads ? { filing: `/api/v1/filings/${filing.id}` } : {}),
      });
    },
  }),
  route({
    method: 'GET',
    path: '/slips/revocations',
    id: 'listSlipRevocations',
    tag: 'filings',
    summary: 'The signed list of slips that are worth nothing any more, to take along where there is no network',
    description:
      'Short ids only: of filings that were accepted and whose slips do not hold, and of machines under prohibition.',
    who: 'anyone',
    replies: { 200: { description: 'The list as of now.', schema: revocationsOut } },
    problems: ['too-many-requests'],
    raw: async (req) => {
      requireTurn(req.env.slipLimits, req);
      return ok(await signedRevocations(req.env.store.read, req.env.keys, req.now));
    },
  }),
];

function present(slip: Slip) {
  const { filingId, number, codes, category, stage, site, countyCode, unit, plannedEntryOn, plannedExitOn, issuedAt } =
    slip;
  return {
    filingId,
    ...known({ number }),
    ...{ codes, category, emissionStage: stage, site, countyCode, unit },
    ...{ plannedEntryOn, plannedExitOn, issuedAt: instant(issuedAt) },
  };
}
