/** Where in a JSON text the value stands that a JSON Pointer fragment (`#/rules/0/from`) names: its first and last place, or undefined. */
export function placeInJson(text: string, pointer: string): readonly [number, number] | undefined {
  const path = pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  // The document itself is told of by `document` first where it was sent as a part of a body.
  const found = walk(text, skip(text, 0), path);
  return (
    found ??
    (path.length > 0 ? placeInJson(text, `#/${path.slice(0, -1).map(encodeURIComponent).join('/')}`) : undefined)
  );
}

function walk(text: string, start: number, path: readonly string[]): readonly [number, number] | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return [start, endOf(text, start)];
  const object = text[start] === '{';
  if (!object && text[start] !== '[') return undefined;
  let at = skip(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
    let key = String(index);
    if (object) {
      const end = endOf(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skip(text, skip(text, end) + 1);
    }
    if (key === name) return walk(text, at, rest);
    at = skip(text, endOf(text, at));
    if (text[at] === ',') at = skip(text, at + 1);
  }
  return undefined;
}

const skip = (text: string, at: number): number => {
  let next = at;
  while (/\s/.test(text[next] ?? 'x')) next += 1;
  return next;
};

/** The place after the value that begins at `at`, in a text that is known to be JSON. */
function endOf(text: string, at: number): number {
  const first = text[at];
  if (first === '"') {
    let next = at + 1;
    while (text[next] !== '"') next += text[next] === '\\' ? 2 : 1;
    return next + 1;
  }
  if (first !== '{' && first !== '[') {
    let next = at;
    while (next < text.length && !/[\s,\]}]/.test(text[next] ?? ',')) next += 1;
    return next;
  }
  let depth = 0;
  for (let next = at; next < text.length; next += 1) {
    const sign = text[next];
    if (sign === '"') next = endOf(text, next) - 1;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return next + 1;
    }
  }
  return text.length;
}
