import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { canonicalJson } from '../../domain/canonical.ts';
import type { NoticePicture } from '../../domain/cases/notice-content.ts';
import { noticeDocument } from '../../domain/cases/notice-document.ts';
import type { PrintedDocument } from '../../domain/documents/printed-document.ts';
import { Failure } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Files } from '../../files/evidence-files.ts';
import { pictureForPrint } from '../../files/pictures.ts';
import type { NoticeRow } from '../../store/notices.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { type PutFile, putFile } from '../evidence/put-file.ts';
import type { CaseContext } from './case-context.ts';
import { type GatheredNotice, gatherNotice } from './gather-notice.ts';
import { getCase, stepOf } from './get-case.ts';
import { takeStep } from './take-step.ts';

/** How papers are printed, and the check value that stands on one. */
export type Printing = {
  render(document: PrintedDocument): Promise<Buffer>;
  digestOf(document: PrintedDocument): string;
};

export type NewNotice = { readonly caseId: string; readonly violationIds?: readonly string[] | undefined };

/** A notice printed, and its file in its place; `putOnRecord` makes it one. */
export type PrintedNotice = GatheredNotice & {
  readonly digest: string;
  readonly file: PutFile;
  discard(): Promise<void>;
};

/** Prints the next notice of a case as things stand now, before the transaction that puts it on record. */
export async function printNotice(
  { reader, files, printing }: { readonly reader: Reader; readonly files: Files; readonly printing: Printing },
  actor: Actor,
  { caseId, violationIds }: NewNotice,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<PrintedNotice> {
  const row = await getCase(reader, actor, caseId, 'case.write');
  stepOf(row, 'make-notice');
  const gathered = await gatherNotice(reader, row, violationIds, { policies, now });
  const pictures = await printPictures(files, gathered.content.pictures);
  const document = noticeDocument(gathered.content, (sha256) => pictures.get(sha256) ?? NO_PICTURE, now);
  const file = await putFile(files, reader, await printing.render(document), now);
  return { ...gathered, digest: printing.digestOf(document), file, discard: file.discard };
}

/**
 * Puts a printed notice on record, with its number. Unavailable where what it says, or its number, is no longer so: another
 * notice or a judgement came between; it is to be asked for again.
 */
export async function putNoticeOnRecord(
  tx: Writer,
  actor: Actor,
  { caseId, violationIds }: NewNotice,
  { number, year, serial, content, digest, file }: PrintedNotice,
  { at, policies }: CaseContext,
): Promise<NoticeRow> {
  const row = await getCase(tx, actor, caseId, 'case.write');
  stepOf(row, 'make-notice');
  const now = await gatherNotice(tx, row, violationIds, { policies, now: at.now });
  if (canonicalJson(now.content) !== canonicalJson(content))
    throw new Failure('unavailable', CHANGED, { extra: { retryAfter: 1 } });
  const id = at.newId();
  const evidenceId = at.newId();
  const { folder, sha256, bytes } = file;
  await tx.evidence.insert({
    ...{ id: evidenceId, folder, sha256, bytes, mediaType: 'application/pdf', kind: 'notice' },
    ...{ subjectType: 'notice', subjectId: id, fileName: `${number}.pdf`, createdAt: at.now, createdBy: actor.id },
  });
  const notice: NoticeRow = {
    id,
    caseId,
    countyCode: row.countyCode,
    organisationId: row.organisationId,
    ...{ year, serial, number },
    status: 'made',
    template: content.template,
    ...{ content, digest, evidenceId },
    createdAt: at.now,
    createdBy: actor.id,
    ...{ servedAt: null, service: null, withdrawnAt: null, withdrawnReason: null },
  };
  await tx.notices.insert(notice);
  const told = content.violations.map((one) => one.id);
  await takeStep(tx, actor, row, { step: 'make-notice', detail: { noticeId: id, number, violationIds: told } }, at);
  await record(tx, actor, at, 'notice.create', { type: 'notice', id }, { number, caseId, sha256, digest });
  tx.afterCommit(() => file.keep());
  return notice;
}

/** A picture that is lost or broken is printed as one that cannot be shown. */
const NO_PICTURE = new Uint8Array();

async function printPictures(files: Files, pictures: readonly NoticePicture[]): Promise<ReadonlyMap<string, Buffer>> {
  const printed = new Map<string, Buffer>();
  for (const { folder, sha256 } of pictures) {
    const content = await files.open(folder, sha256).then(
      ({ stream }) => buffer(stream),
      () => undefined,
    );
    if (!content || createHash('sha256').update(content).digest('hex') !== sha256) continue;
    const picture = await pictureForPrint(content).catch(() => undefined);
    if (picture) printed.set(sha256, picture);
  }
  return printed;
}

const CHANGED = {
  en: 'The case or its numbering changed while the notice was printed. Send it again.',
  zh: '制作告知书期间案件内容或编号有变动，请重新提交。',
};
