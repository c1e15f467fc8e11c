import type Database from 'better-sqlite3';

type Value = string | number | bigint | Buffer | null;
export type Row = Record<string, Value>;

/** One visit as the service stored it: its readings in the order of time, and the violations on it with their rules. */
export type Template = {
  readonly passages: readonly Row[];
  readonly violations: readonly { readonly row: Row; readonly rules: readonly Row[] }[];
};

/** Every visit that a registry holds. */
export function readTemplates(file: Database.Database): Template[] {
  const visits = new Map<string, { passages: Row[]; violations: { row: Row; rules: Row[] }[] }>();
  for (const row of file.prepare('select * from passages order by passed_at').all() as Row[]) {
    const visit = hex(row['visit_id']);
    const known = visits.get(visit) ?? { passages: [], violations: [] };
    known.passages.push(row);
    visits.set(visit, known);
  }
  const rulesOf = file.prepare('select * from violation_rules where violation_id = ?');
  for (const row of file.prepare("select * from violations where subject_key like 'access:%'").all() as Row[]) {
    const visit = visits.get(String(row['subject_key']).slice('access:'.length).replaceAll('-', ''));
    visit?.violations.push({ row, rules: rulesOf.all(row['id']) as Row[] });
  }
  return [...visits.values()];
}

export const hex = (value: Value | undefined): string => (Buffer.isBuffer(value) ? value.toString('hex') : '');

/** The text of an id of 16 bytes. */
export const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The bytes of an id. */
export const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
