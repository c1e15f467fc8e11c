import type { PrintedDocument } from '../../domain/documents/printed-document.ts';
import { conflict, Failure, forbidden, invalid, type Message, notFound } from '../../domain/failure.ts';
import { type LetterContent, letterDocument, letterNumber } from '../../domain/fleet/retirement-letter.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Files } from '../../files/evidence-files.ts';
import type { RetirementLetterRow } from '../../store/retirement-letters.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { type PutFile, putFile } from '../evidence/put-file.ts';
import { metElsewhere, type Period } from './met-elsewhere.ts';

/** How papers are printed, and the check value that stands on one. */
type Printing = {
  render(document: PrintedDocument): Promise<Buffer>;
  digestOf(document: PrintedDocument): string;
};

export type NewLetter = Period & {
  readonly home: string;
  readonly addressee: string;
  /** Whether vehicles of which a letter told before are told of again. */
  readonly again: boolean;
};

export type PrintedLetter = {
  readonly year: number;
  readonly serial: number;
  readonly content: LetterContent;
  readonly digest: string;
  readonly file: PutFile;
  discard(): Promise<void>;
};

/** Prints the next letter (移送函) to a home, of all its vehicles met in a period. Conflict where there is none to tell of. */
export async function printLetter(
  from: { readonly reader: Reader; readonly files: Files; readonly printing: Printing },
  { home, addressee, again, ...period }: NewLetter,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<PrintedLetter> {
  const { reader, files, printing } = from;
  const today = legalDayOf(now);
  const policy = policies.on(today);
  const rule = policy?.rulesFor('vehicle')[0];
  if (!policy || !rule) throw conflict(NO_RULE);
  if (period.until <= period.from) throw invalid('#/to', ENDS_BEFORE);
  const met = await metElsewhere(reader, period, home, { policies, now });
  const told = new Set(
    (await reader.retirementLetters.tellingOf(met.map((one) => one.vehicleId))).map((one) => one.vehicleId),
  );
  const vehicles = met.filter(({ vehicleId }) => again || !told.has(vehicleId));
  if (vehicles.length === 0) throw conflict(NOTHING);
  const year = Number(today.slice(0, 4));
  const serial = (await reader.retirementLetters.lastSerial(year)) + 1;
  const form = policy.parameter('retirementLetter');
  const content: LetterContent = {
    ...{ number: letterNumber(form, year, serial), addressee, issuer: form.issuer, today },
    from: legalDayOf(period.from),
    to: legalDayOf(Math.min(period.until - 1, now)),
    clause: { source: policy.document.title.zh, text: rule.citation.zh },
    vehicles: vehicles.map(({ home: _, ...vehicle }) => vehicle),
  };
  const document = letterDocument(content, now);
  const file = await putFile(files, reader, await printing.render(document), now);
  return { year, serial, content, digest: printing.digestOf(document), file, discard: file.discard };
}

/** Puts a printed letter on record. Unavailable where another took its number: it is to be asked for again. */
export async function putLetterOnRecord(
  tx: Writer,
  actor: Actor,
  { home, addressee, from, until }: NewLetter,
  { year, serial, content, digest, file }: PrintedLetter,
  at: At,
): Promise<RetirementLetterRow> {
  if ((await tx.retirementLetters.lastSerial(year)) !== serial - 1)
    throw new Failure('unavailable', TAKEN, { extra: { retryAfter: 1 } });
  const [id, evidenceId] = [at.newId(), at.newId()];
  const { number } = content;
  const { folder, sha256, bytes } = file;
  await tx.evidence.insert({
    ...{ id: evidenceId, folder, sha256, bytes, mediaType: 'application/pdf', kind: 'letter' },
    ...{ subjectType: 'retirement_letter', subjectId: id, fileName: `${number}.pdf` },
    ...{ createdAt: at.now, createdBy: actor.id },
  });
  const row: RetirementLetterRow = {
    ...{ id, year, serial, number, home, addressee, from, until, content, digest, evidenceId },
    ...{ status: 'made', createdAt: at.now, createdBy: actor.id },
    ...{ sentOn: null, sentBy: null, answeredOn: null, answer: null, withdrawnReason: null },
  };
  const vehicleIds = content.vehicles.map(({ vehicleId }) => vehicleId);
  await tx.retirementLetters.insert(row, vehicleIds);
  const told = { number, home, sha256, digest, vehicleIds };
  await record(tx, actor, at, 'retirement-letter.create', { type: 'retirement_letter', id }, told);
  tx.afterCommit(() => file.keep());
  return row;
}

/** What may happen to a letter, and in which states. */
const STEPS = { send: ['made'], answer: ['sent'], withdraw: ['made', 'sent'] } as const;

/** Records what became of a letter: that it was sent, answered, or withdrawn. Conflict where its state forbids it. */
export async function changeLetter(
  tx: Writer,
  actor: Actor,
  id: string,
  step: keyof typeof STEPS,
  change: Partial<RetirementLetterRow>,
  at: At,
): Promise<RetirementLetterRow> {
  const row = await getLetter(tx, actor, id, 'retirement-letter.write');
  const today = legalDayOf(at.now);
  for (const name of ['sentOn', 'answeredOn'] as const)
    if ((change[name] ?? today) > today) throw invalid('#/on', FUTURE);
  if (change.answeredOn && row.sentOn && change.answeredOn < row.sentOn) throw invalid('#/on', BEFORE_SENT);
  if (!(await tx.retirementLetters.update(id, change, STEPS[step]))) throw conflict(FORBIDDEN[step]);
  await record(tx, actor, at, `retirement-letter.${step}`, { type: 'retirement_letter', id }, change);
  return { ...row, ...change };
}

export async function getLetter(
  reader: Pick<Reader, 'retirementLetters'>,
  actor: Actor,
  id: string,
  action: Action = 'retirement-letter.read',
): Promise<RetirementLetterRow> {
  const row = await reader.retirementLetters.find(id);
  if (!row || !covers(scopeOf(actor, 'retirement-letter.read'), {})) throw notFound();
  if (!covers(scopeOf(actor, action), {})) throw forbidden();
  return row;
}

const NO_RULE: Message = { en: 'No policy in force asks for retirement.', zh: '现行政策没有淘汰要求。' };
const ENDS_BEFORE: Message = { en: 'The period ends before it begins.', zh: '时间段的结束早于开始。' };
const NOTHING: Message = {
  en: 'No vehicle of this home was met in the period that no letter told of.',
  zh: '该时间段内没有需要移送的该地车辆。',
};
const TAKEN: Message = {
  en: 'Another letter was made meanwhile and took the number. Send it again.',
  zh: '期间已生成其他移送函并占用编号，请重新提交。',
};
const FUTURE: Message = { en: 'This day lies in the future.', zh: '该日期晚于今天。' };
const BEFORE_SENT: Message = { en: 'This lies before the day it was sent.', zh: '该日期早于发出日期。' };
const FORBIDDEN: Readonly<Record<keyof typeof STEPS, Message>> = {
  send: { en: 'This letter was sent or withdrawn before.', zh: '该函已发出或已撤回。' },
  answer: {
    en: 'Only a letter that was sent and not answered yet can be answered.',
    zh: '只有已发出且未答复的函可以登记答复。',
  },
  withdraw: { en: 'This letter was answered or withdrawn before.', zh: '该函已答复或已撤回。' },
};
