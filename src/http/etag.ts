import { createHash } from 'node:crypto';
import { Failure } from '../domain/failure.ts';
import { invalidHeader } from './problem.ts';

const LIST = /^\s*(?:W\/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e]*")*\s*$/;

/** The strong entity tag (RFC 9110 8.8.3) of a representation, as its JSON text. */
export function etagOf(json: string): string {
  return `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/** Whether `If-None-Match` names the tag, so that 304 is the answer. Weak comparison; a broken header is as good as none. */
export function isUnchanged(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return LIST.test(ifNoneMatch) && tagsOf(ifNoneMatch).some((tag) => tag.replace(/^W\//, '') === etag);
}

/** Holds `If-Match` against the tag of what is stored: 428 where it is missing, 400 where broken, 412 where stale. */
export function requireMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined) {
    throw new Failure('precondition-required', {
      en: 'Send the ETag of what you change as If-Match, or If-Match: *.',
      zh: '请以 If-Match 发送所修改对象的 ETag，或发送 If-Match: *。',
    });
  }
  if (ifMatch.trim() === '*') return;
  if (!LIST.test(ifMatch)) {
    throw invalidHeader('If-Match', {
      en: 'If-Match must be * or a list of entity tags.',
      zh: 'If-Match 必须是 * 或 ETag 列表。',
    });
  }
  if (!tagsOf(ifMatch).includes(etag)) {
    throw new Failure('precondition-failed', {
      en: 'It was changed since you read it. Read it again and decide anew.',
      zh: '该对象在您读取之后已被修改，请重新读取后再操作。',
    });
  }
}

const tagsOf = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];
