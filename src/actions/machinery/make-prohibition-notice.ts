import { canonicalJson } from '../../domain/canonical.ts';
import { conflict, Failure } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type ProhibitionNoticeKind, prohibitionNoticeDocument } from '../../domain/machinery/prohibition-notice.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Files } from '../../files/evidence-files.ts';
import type { ProhibitionNoticeRow } from '../../store/prohibition-notices.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { Printing } from '../cases/make-notice.ts';
import { type PutFile, putFile } from '../evidence/put-file.ts';
import type { MachineryAt } from './context.ts';
import { type GatheredProhibitionNotice, gatherProhibitionNotice } from './gather-prohibition-notice.ts';
import { getProhibition } from './get-prohibition.ts';

/** Which decision: by the prohibition's state unless said. */
export type WantedNotice = { readonly id: string; readonly kind?: ProhibitionNoticeKind | undefined };

/** A decision printed, and its file in its place; or the one that was made before. */
type Printed =
  | { readonly made: ProhibitionNoticeRow }
  | (GatheredProhibitionNotice & { readonly digest: string; readonly file: PutFile; discard(): Promise<void> });

/**
 * Prints the decision that prohibits a machine's use, or the one that lifts it, before the transaction that puts it on
 * record. Each is made once of an inspection: one that came to light earlier, or a later re-test, makes another. Conflict
 * where the prohibition is not in the state that it is about, or where another one still stands against the use.
 */
export async function printProhibitionNotice(
  { reader, files, printing }: { readonly reader: Reader; readonly files: Files; readonly printing: Printing },
  actor: Actor,
  wanted: WantedNotice,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<Printed> {
  const { row, kind, made } = await standing(reader, actor, wanted);
  if (made) return { made };
  const gathered = await gatherProhibitionNotice(reader, row, kind, { policies, now });
  const document = prohibitionNoticeDocument(gathered.content, now);
  const file = await putFile(files, reader, await printing.render(document), now);
  return { ...gathered, digest: printing.digestOf(document), file, discard: file.discard };
}

/**
 * Puts a printed decision on record, with its number. Gives the one that stands where it was made before. Unavailable where
 * what it says, or its number, is no longer so: it is to be asked for again.
 */
export async function putProhibitionNoticeOnRecord(
  tx: Writer,
  actor: Actor,
  wanted: WantedNotice,
  printed: Printed,
  at: MachineryAt,
): Promise<{ readonly row: ProhibitionRow; readonly again: boolean }> {
  const { row, kind, made } = await standing(tx, actor, wanted);
  if (made) return { row, again: true };
  if ('made' in printed) throw changed();
  const { number, year, serial, content, digest, file } = printed;
  const now = await gatherProhibitionNotice(tx, row, kind, { policies: at.policies, now: at.now });
  if (canonicalJson(now.content) !== canonicalJson(content)) throw changed();
  const id = at.newId();
  const evidenceId = at.newId();
  const { folder, sha256, bytes } = file;
  await tx.evidence.insert({
    ...{ id: evidenceId, folder, sha256, bytes, mediaType: 'application/pdf', kind: `${kind}-notice` },
    ...{ subjectType: 'prohibition', subjectId: row.id, fileName: `${number}.pdf` },
    ...{ createdAt: at.now, createdBy: actor.id },
  });
  await tx.prohibitionNotices.insert({
    ...{ id, prohibitionId: row.id, kind, inspectionId: citedBy(row, kind) },
    ...{ countyCode: row.countyCode, organisationId: row.organisationId },
    ...{ year, serial, number, template: content.template, content, digest, evidenceId },
    ...{ createdAt: at.now, createdBy: actor.id, servedAt: null, service: null },
  });
  const detail = { kind, number, sha256, digest };
  await record(tx, actor, at, 'prohibition.notice', { type: 'prohibition', id: row.id }, detail);
  tx.afterCommit(() => file.keep());
  return { row, again: false };
}

async function standing(reader: Reader, actor: Actor, { id, kind: asked }: WantedNotice) {
  const row = await getProhibition(reader, actor, id, 'prohibition.write');
  const kind: ProhibitionNoticeKind = asked ?? (row.status === 'open' ? 'prohibition' : 'lifting');
  const notices = await reader.prohibitionNotices.ofProhibition(id);
  const made = notices.find((one) => one.kind === kind && one.inspectionId === citedBy(row, kind));
  if (made) return { row, kind, made };
  if ((kind === 'prohibition') !== (row.status === 'open'))
    throw conflict(kind === 'prohibition' ? LIFTED : OPEN, undefined, { state: row.status });
  const others = kind === 'lifting' ? await reader.prohibitions.ofMachine(row.machineId) : [];
  const open = others.find(({ status }) => status === 'open');
  if (open) throw conflict(OTHER_OPEN, undefined, { existing: open.id });
  return { row, kind, made };
}

/** The inspection that a decision cites; the lifting of one that no re-test lifted cites the inspection that counts no more. */
const citedBy = ({ inspectionId, liftedBy }: ProhibitionRow, kind: ProhibitionNoticeKind): string =>
  kind === 'prohibition' ? inspectionId : (liftedBy ?? inspectionId);

const changed = () => new Failure('unavailable', CHANGED, { extra: { retryAfter: 1 } });

const LIFTED = {
  en: 'The prohibition is lifted; only the decision that lifts it can be made now.',
  zh: '禁止使用已解除，只能制作解除决定书。',
};
const OPEN = { en: 'The prohibition is not lifted.', zh: '禁止使用尚未解除。' };
const OTHER_OPEN = {
  en: 'Another prohibition of this machine is open: its use is not free.',
  zh: '该机械另有未解除的禁止使用，暂不能制作解除决定书。',
};
const CHANGED = {
  en: 'The prohibition or its numbering changed while the decision was printed. Send it again.',
  zh: '制作决定书期间内容或编号有变动，请重新提交。',
};
