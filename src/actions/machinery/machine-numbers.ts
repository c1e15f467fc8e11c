import { identifyingCodes, searchedCodes, soughtCodes } from '../../domain/codes/machine-identity.ts';
import { Failure, type FieldError, invalid } from '../../domain/failure.ts';
import type { MachineCodeRow, MachineRow } from '../../store/machines.ts';
import type { Writer } from '../../store/store.ts';

type Numbers = Partial<Pick<MachineRow, 'environmentalCode' | 'mein' | 'pin' | 'manufacturer' | 'serialNumber'>>;

/** Refuses a machine that nothing tells from others: it needs an environmental code, MEIN, PIN, or maker and serial number. */
export function requireIdentity(machine: Numbers): void {
  if (identifyingCodes(machine).length > 0) return;
  if (machine.serialNumber) throw invalid('#/manufacturer', MAKER_MISSING);
  throw invalid(machine.manufacturer ? '#/serialNumber' : '#/environmentalCode', NO_IDENTITY);
}

/**
 * Brings the table of codes in step with a machine's numbers. Conflict about the field whose code stands for another
 * machine; a race is decided by the table's index.
 */
export async function settleNumbers(tx: Writer, machine: MachineRow): Promise<void> {
  const wanted = numbersOf(machine);
  const held = await tx.machines.codesOf(machine.id);
  const among = (rows: readonly MachineCodeRow[], row: MachineCodeRow) =>
    rows.some(({ scheme, code }) => scheme === row.scheme && code === row.code);
  for (const row of held) if (!among(wanted, row)) await tx.machines.removeCode(row);
  const added = wanted.filter((row) => !among(held, row));
  const onFile = await tx.machines.codesOnFile(soughtCodes(added));
  const taken = onFile.filter(({ machineId }) => machineId !== machine.id);
  if (taken.length > 0) throw codeOnFile(taken, added);
  for (const row of added) if (!(await tx.machines.addCode(row))) throw codeOnFile([row], added);
}

type Code = Pick<MachineCodeRow, 'scheme' | 'code'>;

/** 409 that names each given field whose code is on file, the machine it stands for, and what can be done about it. */
export function codeOnFile(
  taken: readonly MachineCodeRow[],
  given: readonly Code[],
  more: { readonly next?: object } = {},
): Failure {
  const errors: FieldError[] = taken.map((row) => {
    const alike = given.filter(({ code }) => code === row.code);
    const { scheme } = alike.find((one) => one.scheme === row.scheme) ?? alike[0] ?? row;
    return { pointer: POINTERS[scheme] ?? '#/serialNumber', detail: ON_FILE };
  });
  const [first] = taken;
  const detail = more.next ? ELSEWHERE : ON_FILE;
  return new Failure('conflict', detail, { errors, extra: { existing: first?.machineId, ...more } });
}

/** What a text typed into a search may be as a machine's number, in the form in which numbers are kept. */
export function searchedNumbers(text: string): string[] {
  const serial = foldedSerial(text);
  return [...new Set([...searchedCodes(text).map(({ code }) => code), ...(serial ? [serial] : [])])];
}

/** A serial number alone stands for no one machine, so its row's scheme holds the machine's id: it is found, never in the way. */
function numbersOf(machine: MachineRow): MachineCodeRow[] {
  const serial = machine.serialNumber && foldedSerial(machine.serialNumber);
  const rows = identifyingCodes(machine).map((code) => ({ ...code, machineId: machine.id }));
  const alone = serial ? [{ scheme: `serial_alone:${machine.id}`, code: serial, machineId: machine.id }] : [];
  return [...rows, ...alone];
}

function foldedSerial(text: string): string {
  const [serial] = identifyingCodes({ manufacturer: '-', serialNumber: text });
  return serial?.code.slice('-|'.length) ?? '';
}

const POINTERS: Readonly<Record<string, string>> = {
  environmental: '#/environmentalCode',
  mein: '#/mein',
  pin: '#/pin',
  serial: '#/serialNumber',
};

const ON_FILE = { en: 'A machine with this number is on file already.', zh: '该号码的机械已登记。' };
const ELSEWHERE = {
  en: 'Another organisation registered the machine with this number. Where it is only hired, file it as it is; where it is yours now, claim it at POST /machine-claims.',
  zh: '该号码的机械已由其他单位登记。租用的机械可直接申报；如已归贵单位所有，请提交归属申请（POST /machine-claims）。',
};
const NO_IDENTITY = {
  en: 'Give an environmental code, a MEIN, a PIN, or manufacturer and serial number.',
  zh: '请填写环保登记号码、机械环保代码、产品识别码，或生产厂家与出厂编号。',
};
const MAKER_MISSING = {
  en: 'A serial number identifies a machine only together with its manufacturer.',
  zh: '出厂编号须与生产厂家一并填写才能识别机械。',
};
