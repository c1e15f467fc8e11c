import { createHash } from 'node:crypto';

export type Challenge = Readonly<Record<string, string>>;
export type Login = { readonly username?: string; readonly password?: string };

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** The parameters of a `WWW-Authenticate: Digest` header. */
export function challengeIn(header: string | undefined): Challenge {
  if (!header?.startsWith('Digest ')) throw new Error(`no digest challenge: ${header}`);
  return Object.fromEntries(
    [...header.matchAll(/(\w+)=(?:"([^"]*)"|([^,\s]+))/g)].map(([, name, quoted, bare]) => [name, quoted ?? bare]),
  ) as Challenge;
}

export type Style = {
  /** Which parameters are quoted; those of RFC 7616 unless said. */
  readonly quoted?: 'all' | 'none';
  readonly qop?: 'auth' | 'none';
  /** What else the header shall say, whatever the proof was made of. */
  readonly other?: Challenge;
};

/** The proof of RFC 7616 (MD5) that a client gives for a challenge. */
export function proofOf(
  { realm = '', nonce = '', opaque = '' }: Challenge,
  { username = '', password = '' }: Login,
  uri: string,
  { quoted, qop = 'auth', other = {} }: Style = {},
  method = 'POST',
): string {
  const [ha1, ha2] = [md5(`${username}:${realm}:${password}`), md5(`${method}:${uri}`)];
  const [nc, cnonce] = ['00000001', '0a4f113b'];
  const response =
    qop === 'auth' ? md5([ha1, nonce, nc, cnonce, 'auth', ha2].join(':')) : md5(`${ha1}:${nonce}:${ha2}`);
  const counted = qop === 'auth' ? { qop: 'auth', nc, cnonce } : {};
  const all = { username, realm, nonce, uri, algorithm: 'MD5', opaque, ...counted, response, ...other };
  const bare = ['qop', 'nc', 'algorithm'];
  const isQuoted = (name: string) => quoted === 'all' || (quoted !== 'none' && !bare.includes(name));
  const said = Object.entries(all).map(([name, value]) => (isQuoted(name) ? `${name}="${value}"` : `${name}=${value}`));
  return `Digest ${said.join(', ')}`;
}
