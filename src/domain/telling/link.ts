/** The path under which the subject of a message is read, such as `/api/v1/gates/<id>` of a `gate`. */
export function linkOf({ type, id }: { readonly type: string; readonly id: string }): string {
  const noun = type.replaceAll('_', '-');
  return `/api/v1/${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}/${encodeURIComponent(id)}`;
}
