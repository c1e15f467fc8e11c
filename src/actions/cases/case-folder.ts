import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { canonicalJson } from '../../domain/canonical.ts';
import { caseReport } from '../../domain/cases/case-report.ts';
import { formatInstant } from '../../domain/time.ts';
import type { Files } from '../../files/evidence-files.ts';
import type { Keys } from '../../files/keys.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader } from '../../store/store.ts';
import { gatherRecords } from './case-records.ts';
import type { Printing } from './make-notice.ts';
import { reportedCase } from './reported-case.ts';

export const FOLDER_FORMAT = 'case-folder/1';

/** A file of the folder, with its SHA-256. */
export type FolderFile = { readonly name: string; readonly bytes: number; readonly sha256: string };

/** What is signed: every file of the folder but the manifest and its signature, and what should be there and is lost. */
export type Manifest = {
  readonly format: string;
  readonly caseId: string;
  readonly number: string;
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly files: readonly FolderFile[];
  readonly missing: readonly { readonly evidenceId: string; readonly sha256: string; readonly reason: string }[];
};

type Deps = {
  readonly reader: Reader;
  readonly files: Files;
  readonly printing: Pick<Printing, 'render'>;
  readonly keys: Keys;
};
type Entry = { readonly name: string; readonly open: () => Promise<Buffer> };

/**
 * The whole of a case as the files of one sealed folder (案卷), one after another: the case, its violations with facts and
 * why, its report, notices, evidence and audit rows; then the manifest with the SHA-256 of each, its Ed25519 signature, and
 * before them the public key. A file that is lost or altered is named in the manifest in place of being there.
 */
export async function* caseFolder(
  { reader, files, printing, keys }: Deps,
  caseId: string,
  {
    exportedAt,
    exportedBy,
    ...context
  }: Parameters<typeof gatherRecords>[2] & {
    readonly exportedAt: number;
    readonly exportedBy: string;
  },
): AsyncGenerator<Entry> {
  const records = await gatherRecords(reader, caseId, context);
  const listed: FolderFile[] = [];
  const missing: Manifest['missing'][number][] = [];
  const entry = (name: string, content: Buffer): Entry => {
    listed.push({ name, bytes: content.length, sha256: sha256(content) });
    return { name, open: () => Promise.resolve(content) };
  };
  const json = (name: string, value: unknown) => entry(name, Buffer.from(canonicalJson(readable(value))));

  const { audit, violations, evidence, ...rest } = records;
  yield json('case.json', { ...rest, evidence: evidence.map((one) => ({ ...one, file: fileNameOf(one) })) });
  for (const one of violations) yield json(`violations/${one.violation.id}.json`, one);
  yield json('audit.json', audit);
  const report = caseReport(await reportedCase(reader, context.policies, records), exportedAt);
  yield entry('report.pdf', await printing.render(report));
  const taken = new Set<string>();
  for (const one of evidence) {
    const name = fileNameOf(one);
    if (taken.has(name)) continue;
    taken.add(name);
    const content = await wholeFile(files, one);
    if (typeof content === 'string') missing.push({ evidenceId: one.id, sha256: one.sha256, reason: content });
    else yield entry(name, content);
  }
  const { id: keyId, sign } = keys.current;
  yield entry('public-key.pem', Buffer.from(keys.publicKey(keyId) ?? ''));
  const { number } = records.case;
  const told: Manifest = {
    ...{ format: FOLDER_FORMAT, caseId, number, exportedBy },
    ...{ exportedAt: formatInstant(exportedAt), files: listed, missing },
  };
  const manifest = Buffer.from(canonicalJson(told));
  yield { name: 'manifest.json', open: () => Promise.resolve(manifest) };
  const signature = { algorithm: 'Ed25519', keyId, value: sign(manifest).toString('base64') };
  yield { name: 'signature.json', open: () => Promise.resolve(Buffer.from(canonicalJson(signature))) };
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'video/mp4': 'mp4',
};

/** By its content, whatever it was called; notices and their receipts in a folder of their own. */
const fileNameOf = ({ subjectType, sha256: hash, mediaType }: EvidenceRow): string =>
  `${subjectType === 'notice' ? 'notices' : 'evidence'}/${hash}.${ENDINGS[mediaType] ?? 'bin'}`;

/** The bytes as they came in, or why they cannot be had. */
async function wholeFile(files: Files, { folder, sha256: hash }: EvidenceRow): Promise<Buffer | 'missing' | 'altered'> {
  const content = await files.open(folder, hash).then(
    ({ stream }) => buffer(stream),
    () => undefined,
  );
  if (!content) return 'missing';
  return sha256(content) === hash ? content : 'altered';
}

/** With instants written as the service writes them: every number under a name that ends in `At` or is `at`. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'number' && /(?:^at|At)$/.test(name) ? formatInstant(inner) : readable(inner),
    ]),
  );
}
