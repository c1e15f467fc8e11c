import { parseEnvironmentalCode, parseMein, parsePin } from './machine-number.ts';

/** The numbers by which one machine is told from another; `serial` is manufacturer and serial number together. */
export type MachineCodeScheme = 'environmental' | 'mein' | 'pin' | 'serial';
export type IdentifyingCode = { readonly scheme: MachineCodeScheme; readonly code: string };

type Numbers = {
  readonly environmentalCode?: string | null | undefined;
  readonly mein?: string | null | undefined;
  readonly pin?: string | null | undefined;
  readonly manufacturer?: string | null | undefined;
  readonly serialNumber?: string | null | undefined;
};

/** Every code that identifies a machine with these (already normalised) numbers; empty where none does. */
export function identifyingCodes(machine: Numbers): IdentifyingCode[] {
  const codes: IdentifyingCode[] = [];
  if (machine.environmentalCode) codes.push({ scheme: 'environmental', code: machine.environmentalCode });
  if (machine.mein) codes.push({ scheme: 'mein', code: machine.mein });
  if (machine.pin) codes.push({ scheme: 'pin', code: machine.pin });
  if (machine.manufacturer?.trim() && machine.serialNumber?.trim())
    codes.push({ scheme: 'serial', code: `${folded(machine.manufacturer)}|${folded(machine.serialNumber)}` });
  return codes;
}

const TWINS: Readonly<Record<string, MachineCodeScheme>> = { mein: 'pin', pin: 'mein' };

/**
 * The codes under which a machine that carries these may be on file. Both MEIN and PIN have 17 signs and some systems know
 * them as one number, so what one paper calls the MEIN may stand on file as the PIN.
 */
export function soughtCodes<T extends { readonly scheme: string; readonly code: string }>(codes: readonly T[]) {
  return codes.flatMap(({ scheme, code }) => {
    const twin = TWINS[scheme];
    return twin
      ? [
          { scheme, code },
          { scheme: twin, code },
        ]
      : [{ scheme, code }];
  });
}

/** The codes that a text typed into a search may be: it can have the form of more than one scheme. */
export function searchedCodes(text: string): IdentifyingCode[] {
  const codes: IdentifyingCode[] = [];
  const environmental = parseEnvironmentalCode(text);
  if (environmental) codes.push({ scheme: 'environmental', code: environmental.code });
  const mein = parseMein(text);
  if (mein) codes.push({ scheme: 'mein', code: mein.code });
  const pin = parsePin(text);
  if (pin) codes.push({ scheme: 'pin', code: pin.code });
  return codes;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s|]+/gu, '');
}
