/** What a slip says in its own short form, see `verify.js`. */
export type ShownSlip = {
  readonly filing: string;
  readonly machine: string;
  readonly codes: readonly string[];
  readonly category: string;
  readonly stage: string;
  readonly site: string;
  readonly countyCode: string;
  readonly unit: string;
  readonly from: string;
  readonly until: string;
  readonly issuedAt: number;
  readonly number?: string;
};

export type SlipKey = { readonly kid: string; readonly x: string };

export type RevocationList = {
  readonly issuedAt: string;
  readonly filings: readonly (readonly [string, string])[];
  readonly machines: readonly string[];
};

export function checkToken(
  text: string,
  keys: readonly SlipKey[],
  subtle: SubtleCrypto | undefined,
): Promise<{
  readonly result: 'true' | 'forged' | 'unknown_key' | 'unreadable';
  readonly token?: string;
  readonly slip?: ShownSlip;
}>;
export function readToken(text: string): { readonly token: string; readonly slip: ShownSlip } | undefined;
export function revokedBy(list: RevocationList, slip: ShownSlip): string | undefined;
export function checkList(
  answer: unknown,
  keys: readonly SlipKey[],
  subtle: SubtleCrypto | undefined,
): Promise<RevocationList | undefined>;
export function daysOf(slip: ShownSlip, now: number): 'early' | 'within' | 'over';
