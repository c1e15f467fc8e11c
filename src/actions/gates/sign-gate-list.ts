import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical.ts';
import type { ListContent } from '../../domain/gates/gate-list.ts';
import { formatInstant, parseInstant } from '../../domain/time.ts';
import type { Keys } from '../../files/keys.ts';
import type { GateListRow } from '../../store/gate-lists.ts';
import { digestOf } from './build-gate-list.ts';

const FORMAT = 'gate-list/1';

/** What is signed: everything about a list but its content, for which the digest stands. */
export type ListHead = {
  readonly format: string;
  readonly enterpriseId: string;
  readonly version: number;
  readonly policy: string | null;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly count: number;
  /** SHA-256 (hex) over the canonical JSON of the whole content, whether it came whole or by a delta. */
  readonly digest: string;
};

/** An Ed25519 signature (RFC 8032) over the canonical JSON of the head, in base64. */
export type ListSignature = { readonly algorithm: 'Ed25519'; readonly keyId: string; readonly value: string };

export function signList(row: GateListRow, keys: Keys): { readonly list: ListHead; readonly signature: ListSignature } {
  const list: ListHead = {
    format: FORMAT,
    enterpriseId: row.enterpriseId,
    version: row.version,
    policy: row.policy,
    issuedAt: formatInstant(row.createdAt),
    expiresAt: formatInstant(row.expiresAt),
    count: row.count,
    digest: row.digest,
  };
  const { id: keyId, sign } = keys.current;
  const value = sign(Buffer.from(canonicalJson(list))).toString('base64');
  return { list, signature: { algorithm: 'Ed25519', keyId, value } };
}

/**
 * What is wrong with a whole list as `GET /gates/{id}/list` gave it, at `now` (ms); empty where it may be used. `keyOf`
 * gives the SPKI PEM of a key id that is trusted.
 */
export function verifyList(answer: unknown, keyOf: (keyId: string) => string | undefined, now: number): string[] {
  const { list, signature, content } = (answer ?? {}) as Partial<{
    list: ListHead;
    signature: ListSignature;
    content: ListContent;
  }>;
  if (list?.format !== FORMAT || !signature) return [`this is no ${FORMAT}`];
  if (!content) return ['this is a delta: put it on the list that it was asked for, then check the whole'];
  const faults: string[] = [];
  const pem = keyOf(signature.keyId);
  const signed = Buffer.from(canonicalJson(list));
  if (pem === undefined) faults.push(`the key ${signature.keyId} is not known`);
  else if (!verify(null, signed, createPublicKey(pem), Buffer.from(signature.value, 'base64')))
    faults.push('the signature does not hold');
  if (digestOf(content) !== list.digest) faults.push('the content is not what was signed');
  if (content.vehicles.length !== list.count) faults.push('the number of vehicles is not what was signed');
  if (now >= (parseInstant(list.expiresAt) ?? 0)) faults.push(`it expired at ${list.expiresAt}`);
  return faults;
}
