import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPrivateFile } from './private-file.ts';

/** The Ed25519 keys with which the service signs lists, slips and seals. */
export type Keys = {
  readonly current: { readonly id: string; sign(bytes: Buffer): Buffer };
  /** False for an unknown key as for a wrong signature. */
  verify(keyId: string, bytes: Buffer, signature: Buffer): boolean;
  /** SPKI PEM of a key, for whoever checks without asking this service. */
  publicKey(keyId: string): string | undefined;
  /** Every key, as a JSON Web Key (RFC 8037) and as SPKI PEM. */
  published(): PublishedKey[];
};

export type PublishedKey = {
  readonly kid: string;
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg: 'EdDSA';
  readonly use: 'sig';
  readonly x: string;
  readonly pem: string;
  readonly current: boolean;
};

/**
 * Opens the key folder, making the first key where there is none (PEM, mode 0600). Each `*.pem` stays good for
 * checking; the one whose name sorts last signs, so a newer key is added beside the old ones.
 */
export function openKeys(dir: string): Keys {
  const names = existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => name.endsWith('.pem'))
        .sort()
    : [];
  if (names.length === 0) {
    openPrivateFile(join(dir, 'signing-0001.pem'), newKey);
    names.push('signing-0001.pem');
  }
  const keys = names.map((name) => createPrivateKey(readFileSync(join(dir, name))));
  const publicKeys = new Map(keys.map((key) => [keyIdOf(key), createPublicKey(key)]));
  const signing = keys[keys.length - 1] as KeyObject;
  return {
    current: { id: keyIdOf(signing), sign: (bytes) => sign(null, bytes, signing) },
    verify: (keyId, bytes, signature) => {
      const key = publicKeys.get(keyId);
      return key !== undefined && verify(null, bytes, key, signature);
    },
    publicKey: (keyId) => publicKeys.get(keyId)?.export({ type: 'spki', format: 'pem' }).toString(),
    published: () =>
      [...publicKeys].map(([kid, key]) => ({
        ...{ kid, kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' },
        x: String(key.export({ format: 'jwk' }).x),
        pem: key.export({ type: 'spki', format: 'pem' }).toString(),
        current: kid === keyIdOf(signing),
      })),
  };
}

/**
 * Adds the next key to the folder (PEM, mode 0600), so that it signs from the next start on and the older ones stay good for
 * checking. Gives its file's name and id.
 */
export function addKey(dir: string): { readonly name: string; readonly id: string } {
  openKeys(dir);
  const last = readdirSync(dir)
    .filter((name) => name.endsWith('.pem'))
    .sort()
    .at(-1);
  const serial = Number(/^signing-(\d{4})\.pem$/.exec(last ?? '')?.[1] ?? Number.NaN) + 1;
  const name = `signing-${String(serial).padStart(4, '0')}.pem`;
  if (!(serial <= 9999)) throw new Error(`the last key, ${last}, is not named signing-<four digits>.pem`);
  openPrivateFile(join(dir, name), newKey);
  return { name, id: keyIdOf(createPrivateKey(readFileSync(join(dir, name)))) };
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The id of a public key, given as PEM. */
export const publicKeyId = (pem: string): string => keyIdOf(createPublicKey(pem));

/** First 16 hex digits of SHA-256 over the public key, so that an id names one key for ever. */
function keyIdOf(key: KeyObject): string {
  const spki = (key.type === 'public' ? key : createPublicKey(key)).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}
