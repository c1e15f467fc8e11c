import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical.ts';
import { shortId } from '../../domain/slips/slip.ts';
import { formatInstant, legalDayOf } from '../../domain/time.ts';
import type { Keys } from '../../files/keys.ts';
import type { RevokedSlip } from '../../store/filings.ts';
import type { Reader } from '../../store/store.ts';

const FORMAT = 'slip-revocations/1';

/** Why a filing's slip is worth nothing any more; `out_of_use`: its machine is sold, scrapped or moved out. */
export const REVOKED_FOR = ['withdrawn', 'not_accepted', 'left', 'out_of_use'] as const;

/** Which slips were worth nothing when the list was made, by short ids (`shortId`): filings whose slips do not hold, and machines under prohibition. */
export type Revocations = {
  readonly format: string;
  readonly issuedAt: string;
  readonly filings: readonly (readonly [filing: string, reason: (typeof REVOKED_FOR)[number]])[];
  readonly machines: readonly string[];
};

/** The list and an Ed25519 signature over its canonical JSON, in base64. */
export type SignedRevocations = {
  readonly list: Revocations;
  readonly signature: { readonly algorithm: 'Ed25519'; readonly keyId: string; readonly value: string };
};

/**
 * The signed list that inspectors take along where there is no network (凭证失效名单). Filings whose planned days are over are
 * left out: their slips say so themselves.
 */
export async function signedRevocations(
  reader: Reader,
  { current }: Pick<Keys, 'current'>,
  now: number,
): Promise<SignedRevocations> {
  const revoked = await reader.filings.revokedSlips(legalDayOf(now));
  const prohibited = await reader.prohibitions.prohibitedMachines();
  const list: Revocations = {
    format: FORMAT,
    issuedAt: formatInstant(now),
    filings: revoked
      .map((row): Revocations['filings'][number] => [shortId(row.id), reasonOf(row)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    machines: prohibited.map(shortId).sort(),
  };
  const value = current.sign(Buffer.from(canonicalJson(list))).toString('base64');
  return { list, signature: { algorithm: 'Ed25519', keyId: current.id, value } };
}

function reasonOf({ status, exitedAt }: RevokedSlip): (typeof REVOKED_FOR)[number] {
  if (status === 'withdrawn') return 'withdrawn';
  if (status !== 'accepted') return 'not_accepted';
  return exitedAt === null ? 'out_of_use' : 'left';
}

/** What is wrong with a list, empty where it holds. */
export function verifyRevocations(
  answer: SignedRevocations,
  keyOf: (keyId: string) => string | undefined,
): readonly string[] {
  const { list, signature } = answer;
  if (list.format !== FORMAT) return [`this is no ${FORMAT}`];
  const pem = keyOf(signature.keyId);
  if (pem === undefined) return [`the key ${signature.keyId} is not known`];
  const signed = Buffer.from(canonicalJson(list));
  const holds = verify(null, signed, createPublicKey(pem), Buffer.from(signature.value, 'base64'));
  return holds ? [] : ['the signature does not hold'];
}
