import { notFound } from '../../domain/failure.ts';
import type { PolicyRow } from '../../store/policies.ts';
import type { Reader } from '../../store/store.ts';

/** A policy by its row's id, by `code@version`, or by its code alone (the highest version that is not withdrawn). Not-found otherwise. */
export async function findPolicy(reader: Pick<Reader, 'policies'>, ref: string): Promise<PolicyRow> {
  // In order of code and version.
  const rows = await reader.policies.list();
  const found =
    rows.find(({ id, code, version }) => id === ref || `${code}@${version}` === ref) ??
    rows.findLast(({ code, status }) => code === ref && status === 'published');
  if (!found) throw notFound();
  return found;
}
