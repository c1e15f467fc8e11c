import { execFile } from 'node:child_process';
import type { Sent } from './wire.ts';

/**
 * The request that a curl line sends, for a machine without curl: the shell's own words (quotes, variables) and the options
 * -sS, -H, -d, --data-binary and --data-urlencode. Fails on any other.
 */
export async function sentByCurl(shell: string, line: string): Promise<Sent> {
  const words = await shellWords(shell, line);
  if (words.shift() !== 'curl') throw new Error('not a curl line');
  const headers: Record<string, string> = {};
  const data: string[] = [];
  let url: string | undefined;
  const next = (option: string): string => {
    const word = words.shift();
    if (word === undefined) throw new Error(`${option} lacks its value`);
    return word;
  };
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-sS') continue;
    else if (word === '-H') {
      const [name = '', value = ''] = next(word).split(/:\s*/, 2);
      // curl takes a header without a value for one not to send.
      if (value !== '') headers[name] = value;
    } else if (word === '-d' || word === '--data-binary') data.push(next(word));
    else if (word === '--data-urlencode') {
      const [name = '', value = ''] = next(word).split('=', 2);
      data.push(`${name}=${encodeURIComponent(value)}`);
    } else if (word.startsWith('-') || url !== undefined) throw new Error(`no such option here: ${word}`);
    else url = word;
  }
  if (url === undefined) throw new Error('no address');
  return {
    method: 'POST',
    path: new URL(url).pathname,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: data.join('&'),
  };
}

/** The words of a line as a POSIX shell splits it, after running `shell` for its variables. */
function shellWords(shell: string, line: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', `${shell}\nfor word in ${line}; do printf '%s\\0' "$word"; done`], (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout.split('\0').slice(0, -1));
    });
  });
}
