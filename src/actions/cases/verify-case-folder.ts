import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical.ts';
import { readStoredZip, ZipFault } from '../../files/stored-zip.ts';
import { FOLDER_FORMAT, type Manifest } from './case-folder.ts';

type Signature = { readonly algorithm: string; readonly keyId: string; readonly value: string };

/**
 * What is wrong with a sealed case folder, as it was exported; empty where every file is there, none was added, and all are
 * what was signed. `keyOf` gives the SPKI PEM of a key id that is trusted; the key in the folder is not.
 */
export function verifyCaseFolder(zip: Buffer, keyOf: (keyId: string) => string | undefined): string[] {
  try {
    return faultsOf(readStoredZip(zip), keyOf);
  } catch (error) {
    if (error instanceof ZipFault) return [error.message];
    throw error;
  }
}

function faultsOf(files: ReadonlyMap<string, Buffer>, keyOf: (keyId: string) => string | undefined): string[] {
  const manifestBytes = files.get('manifest.json');
  const manifest = parsed<Manifest>(manifestBytes);
  const signature = parsed<Signature>(files.get('signature.json'));
  if (!manifestBytes || manifest?.format !== FOLDER_FORMAT || !signature) return [`this is no ${FOLDER_FORMAT}`];
  const faults: string[] = [];
  const pem = keyOf(signature.keyId);
  if (pem === undefined) faults.push(`the key ${signature.keyId} is not known`);
  else if (!holds(signature, manifestBytes, pem)) faults.push('the signature does not hold');
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  for (const [name, { bytes, sha256 }] of listed) {
    const content = files.get(name);
    if (!content) faults.push(`${name} was removed`);
    else if (content.length !== bytes || createHash('sha256').update(content).digest('hex') !== sha256)
      faults.push(`${name} was changed`);
  }
  for (const name of files.keys())
    if (!listed.has(name) && name !== 'manifest.json' && name !== 'signature.json') faults.push(`${name} was added`);
  return faults;
}

/** A signature in any other spelling than the one it was written in is a changed one. */
function holds({ algorithm, value }: Signature, signed: Buffer, pem: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  if (algorithm !== 'Ed25519' || bytes.toString('base64') !== value) return false;
  return verify(null, signed, createPublicKey(pem), bytes);
}

/** The value of canonical JSON; undefined where it is none. */
function parsed<T>(content: Buffer | undefined): T | undefined {
  if (!content) return undefined;
  try {
    const value = JSON.parse(content.toString('utf8')) as T;
    return Buffer.from(canonicalJson(value)).equals(content) ? value : undefined;
  } catch {
    return undefined;
  }
}
