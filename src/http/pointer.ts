/** The JSON Pointer fragment (RFC 6901 section 6) of a path, `#` for the whole; very long keys are cut. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return ['#', ...path.map(segmentOf)].join('/');
}

function segmentOf(key: PropertyKey): string {
  if (typeof key === 'number') return String(key);
  const text = String(key)
    .slice(0, 100)
    .replace(/\p{Cs}/gu, '\ufffd');
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}
