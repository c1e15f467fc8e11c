import { uuidv7obj } from 'uuidv7';
import { uuidOfBytes } from './uuid-text.ts';

/** A new UUIDv7 (RFC 9562): later ones of a process sort after earlier ones. */
export const newId = (): string => uuidOfBytes(uuidv7obj().bytes);
