import { createPublicKey, verify } from 'node:crypto';
import { readSlipText, type Slip, slipText } from '../../domain/slips/slip.ts';
import type { Keys } from '../../files/keys.ts';

const FORMAT = '1';
/** The same keys sign other things; no signature of those is one of a slip. */
const signedBytes = (payload: string): Buffer => Buffer.from(`site-entry-slip/${FORMAT}\n${payload}`);

/** A slip as it stands in the code: `1.<base64url of its text>.<base64url of an Ed25519 signature (RFC 8032)>`. */
export function signSlip(slip: Slip, { current }: Pick<Keys, 'current'>): string {
  const payload = Buffer.from(slipText(slip, current.id)).toString('base64url');
  return `${FORMAT}.${payload}.${current.sign(signedBytes(payload)).toString('base64url')}`;
}

/** What a token comes to: only `true` is a slip of this service. `unreadable`: no slip, or one that was damaged. */
export type SlipFinding =
  | { readonly result: 'true' | 'forged' | 'unknown_key'; readonly keyId: string; readonly slip: Slip }
  | { readonly result: 'unreadable' };

/** Checks a token; `keyOf` gives the SPKI PEM of a key id that is trusted. Needs no network and no database. */
export function verifySlip(token: string, keyOf: (keyId: string) => string | undefined): SlipFinding {
  const [format, payload = '', signature = '', ...rest] = token.split('.');
  const bytes = decoded(payload);
  const signed = decoded(signature);
  const read = format === FORMAT && rest.length === 0 && bytes && signed ? readSlipText(bytes.toString()) : undefined;
  if (!read || !signed) return { result: 'unreadable' };
  const pem = keyOf(read.keyId);
  if (pem === undefined) return { result: 'unknown_key', ...read };
  const holds = verify(null, signedBytes(payload), createPublicKey(pem), signed);
  return { result: holds ? 'true' : 'forged', ...read };
}

/** One text for one value: what has other bits in its last sign, or signs beside it, is not taken. */
function decoded(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === text ? bytes : undefined;
}
