import type { MachineCodeScheme } from '../codes/machine-identity.ts';

/** The identifying code of a machine as a slip names it, normalised. */
export type SlipCode = { readonly scheme: MachineCodeScheme; readonly code: string };

/**
 * What a site-entry slip (进场登记凭证) says of an accepted filing, as of `issuedAt` (ms, a whole second). It names no person.
 * The state's own environmental label stays the label.
 */
export type Slip = {
  readonly filingId: string;
  /** The number of the filing (登记编号); null where it has none, and of slips from before they said it. */
  readonly number: string | null;
  /** The machine by the short form of its id, as lists of the prohibited name it. */
  readonly machine: string;
  readonly codes: readonly SlipCode[];
  readonly category: string;
  readonly stage: string;
  readonly site: string;
  readonly countyCode: string;
  readonly unit: string;
  readonly plannedEntryOn: string;
  readonly plannedExitOn: string;
  readonly issuedAt: number;
};

/** Longer names are cut, so that the code on the paper stays readable, characters. */
const NAME_LENGTH = 28;

/** The last 12 hex digits of a UUIDv7: random ones, enough to tell filings of one city apart on a small list. */
export const shortId = (id: string): string => id.slice(-12);

/** The maker's name stands before a serial number, which is never cut: by it the machine is found. */
const MAKER_LENGTH = 12;

/** A name as a slip has room for it. */
export function slipName(name: string, length = NAME_LENGTH): string {
  const signs = [...name];
  return signs.length <= length ? name : `${signs.slice(0, length - 1).join('')}…`;
}

/** A code as a slip has room for it: of `maker|serial` the maker is cut. */
export function slipCode({ scheme, code }: SlipCode): SlipCode {
  const end = code.indexOf('|');
  return end < 0 ? { scheme, code } : { scheme, code: slipName(code.slice(0, end), MAKER_LENGTH) + code.slice(end) };
}

/** Whether two texts, either of which may have been cut, can be one: slips of other days were cut elsewhere. */
export function sameOnSlip(one: string, other: string): boolean {
  if (!one.includes('…') && !other.includes('…')) return one === other;
  const [head, tail] = ends(one);
  const [otherHead, otherTail] = ends(other);
  return (
    (head.startsWith(otherHead) || otherHead.startsWith(head)) && (tail.endsWith(otherTail) || otherTail.endsWith(tail))
  );
}

function ends(text: string): readonly [head: string, tail: string] {
  const at = text.indexOf('…');
  return at < 0 ? [text, text] : [text.slice(0, at), text.slice(at + 1)];
}

const SCHEMES: Readonly<Record<MachineCodeScheme, string>> = { environmental: 'e', mein: 'm', pin: 'p', serial: 's' };

/**
 * The signed text of a slip: a JSON array in fixed order without names of members, for it has to fit into a small code. The number
 * is last, and not there in slips from before it was said, which go on to hold.
 */
export function slipText(slip: Slip, keyId: string): string {
  return JSON.stringify([
    keyId,
    slip.filingId.replaceAll('-', ''),
    slip.machine,
    slip.codes.map(({ scheme, code }) => `${SCHEMES[scheme]}${code}`),
    slip.category,
    slip.stage,
    slip.site,
    slip.countyCode,
    slip.unit,
    slip.plannedEntryOn,
    slip.plannedExitOn,
    Math.floor(slip.issuedAt / 1000),
    ...(slip.number === null ? [] : [slip.number]),
  ]);
}

/** Reads what `slipText` wrote; undefined for anything else. Says nothing of whether it is true. */
export function readSlipText(text: string): { readonly keyId: string; readonly slip: Slip } | undefined {
  const parts = parsed(text);
  if (!Array.isArray(parts) || parts.length < 12 || parts.length > 13) return undefined;
  const [keyId, filing, machine, codes, category, stage, site, countyCode, unit, from, until, issued, ...numbers] =
    parts as unknown[];
  const words = [keyId, filing, machine, category, stage, site, countyCode, unit, from, until, ...numbers];
  if (!words.every((word) => typeof word === 'string') || !Number.isSafeInteger(issued)) return undefined;
  const read = Array.isArray(codes) ? codes.map(readCode) : [undefined];
  if (!/^[0-9a-f]{32}$/.test(String(filing)) || read.includes(undefined)) return undefined;
  const slip: Slip = {
    filingId: String(filing).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    number: numbers.length === 0 ? null : String(numbers[0]),
    machine: String(machine),
    codes: read.flatMap((code) => code ?? []),
    category: String(category),
    stage: String(stage),
    site: String(site),
    countyCode: String(countyCode),
    unit: String(unit),
    plannedEntryOn: String(from),
    plannedExitOn: String(until),
    issuedAt: Number(issued) * 1000,
  };
  // What does not come out as it went in was not written here.
  return slipText(slip, String(keyId)) === text ? { keyId: String(keyId), slip } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readCode(code: unknown): SlipCode | undefined {
  if (typeof code !== 'string') return undefined;
  const found = (Object.keys(SCHEMES) as MachineCodeScheme[]).find((scheme) => SCHEMES[scheme] === code[0]);
  return found && { scheme: found, code: code.slice(1) };
}

/** The token in what was typed or scanned: alone, or behind the `#` of the address that the code holds. */
export function tokenIn(text: string): string {
  const trimmed = text.trim();
  return trimmed.slice(trimmed.indexOf('#') + 1);
}
