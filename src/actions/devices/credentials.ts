import { createHash } from 'node:crypto';
import type { DeviceProtocol } from '../../domain/gates/device.ts';
import type { At } from '../at.ts';

/** The realm of digest access (摘要认证), part of what the stored key is made of. */
export const DIGEST_REALM = 'mobile-source-registry';

/** The protocols whose cameras can prove themselves by digest access. */
export const DIGEST_PROTOCOLS: readonly DeviceProtocol[] = ['dahua', 'gat1400'];

export type Credentials = { readonly username: string; readonly password: string; readonly digestKey: string };

/** A user name and password to type into a camera. The password is shown once; its digest key stands for it from then on. */
export function makeCredentials(deviceId: string, at: Pick<At, 'randomBytes'>): Credentials {
  const username = `cam-${deviceId.slice(-12)}`;
  const password = at.randomBytes(12).toString('base64url');
  return { username, password, digestKey: digestKeyOf(username, password) };
}

/** HA1 of RFC 7616 with MD5, the only algorithm these cameras know. */
export function digestKeyOf(username: string, password: string): string {
  return createHash('md5').update(`${username}:${DIGEST_REALM}:${password}`).digest('hex');
}
