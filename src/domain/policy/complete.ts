import { NEEDED_PARAMETERS } from './parameters.ts';

type Document = { readonly id: string; readonly parameters: Readonly<Record<string, unknown>> };

/**
 * A policy document on record with the parameters that were asked for only after it was written: from the shipped document
 * of its own id, else from the first shipped. Nothing that stands in it is changed. Undefined where nothing is missing.
 */
export function completed(document: unknown, shipped: readonly unknown[]): unknown {
  const own = document as Document;
  const documents = shipped as readonly Document[];
  const source = documents.find(({ id }) => id === own.id) ?? documents[0];
  const missing = Object.keys(NEEDED_PARAMETERS).filter((name) => !(name in own.parameters));
  if (!source || missing.length === 0) return undefined;
  const added = Object.fromEntries(missing.map((name) => [name, source.parameters[name]]));
  return { ...own, parameters: { ...own.parameters, ...added } };
}
