import { invalid, notFound } from '../../domain/failure.ts';
import type { Reader } from '../../store/store.ts';

/** Fails where one of these files, named in a body under `evidenceIds`, is not evidence about the machine, or is named twice. */
export async function requireMachineEvidence(
  reader: Pick<Reader, 'evidence'>,
  machineId: string,
  evidenceIds: readonly string[],
): Promise<void> {
  for (const [index, id] of evidenceIds.entries()) {
    const pointer = `#/evidenceIds/${index}`;
    if (evidenceIds.indexOf(id) !== index) throw invalid(pointer, TWICE);
    const row = await reader.evidence.find(id);
    if (row?.subjectType !== 'machine' || row.subjectId !== machineId) throw notFound(pointer);
  }
}

const TWICE = { en: 'Name each file once.', zh: '每个文件只能填写一次。' };
