import { z } from 'zod';
import { getGate } from '../../actions/gates/get-gate.ts';
import { getToken } from '../../actions/gates/get-token.ts';
import { issueToken } from '../../actions/gates/issue-token.ts';
import { revokeToken } from '../../actions/gates/revoke-token.ts';
import type { GateTokenRow } from '../../store/gates.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { idOut, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const tokenOut = z
  .strictObject({
    id: idOut,
    gateId: idOut,
    createdAt: instantOut,
    createdBy: idOut,
    revokedAt: instantOut.nullable(),
  })
  .meta({ id: 'GateToken' });
const issuedOut = z
  .strictObject({
    id: idOut,
    token: z.string().meta({ description: 'Shown here and never again.', example: 'gate.….…' }),
  })
  .meta({ id: 'IssuedGateToken' });

/** The tokens by which gate computers are known. Their text is shown once; what is kept cannot be turned back into it. */
export const gateTokenRoutes = [
  route({
    method: 'POST',
    path: '/gates/{id}/tokens',
    id: 'issueGateToken',
    tag: 'gates',
    summary: 'Make a token for a gate; its text is shown this once',
    description: 'Takes no fields; the body may be left out. Not replayed under an idempotency key.',
    who: 'gate.write',
    replies: { 201: { description: 'The token.', schema: issuedOut } },
    problems: ['secret-already-shown'],
    write: async (tx, req) => {
      const { row, token } = await issueToken(tx, req.actor, req.params.id, req.at);
      return created(`/gates/${row.gateId}/tokens/${row.id}`, { id: row.id, token }, { secret: true });
    },
  }),
  route({
    method: 'GET',
    path: '/gates/{id}/tokens',
    id: 'listGateTokens',
    tag: 'gates',
    summary: 'List the tokens of a gate, newest first, revoked ones included; without their text',
    who: 'gate.write',
    query: z.strictObject(pageQuery),
    replies: { 200: { description: 'A page of tokens.', schema: listOf(tokenOut) } },
    read: async (reader, req) => {
      const gate = await getGate(reader, req.actor, req.params.id, 'gate.write');
      const { rows, next } = await page(
        // The gate is part of what a cursor goes on with.
        { ...req, operation: `${req.operation} ${gate.id}` },
        req.query,
        (request) => reader.gates.pageTokens(gate.id, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/gates/{id}/tokens/{tokenId}',
    id: 'getGateToken',
    tag: 'gates',
    summary: 'One token of a gate, without its text',
    who: 'gate.write',
    replies: { 200: { description: 'The token.', schema: tokenOut } },
    etag: true,
    read: async (reader, req) => {
      const { id, tokenId } = req.params;
      return ok(present(await getToken(reader, req.actor, id, tokenId)));
    },
  }),
  route({
    method: 'DELETE',
    path: '/gates/{id}/tokens/{tokenId}',
    id: 'revokeGateToken',
    tag: 'gates',
    summary: 'Revoke a token; it stops working at once',
    who: 'gate.write',
    replies: { 204: { description: 'It is revoked, now or before.' } },
    write: async (tx, req) => {
      const { id, tokenId } = req.params;
      await revokeToken(tx, req.actor, id, tokenId, req.at);
      tx.afterCommit(() => req.env.tokens.forgetGateToken(tokenId));
      return { status: 204 };
    },
  }),
];

const present = (row: GateTokenRow) => ({
  id: row.id,
  gateId: row.gateId,
  createdAt: instant(row.createdAt),
  createdBy: row.createdBy,
  revokedAt: instant(row.revokedAt),
});
