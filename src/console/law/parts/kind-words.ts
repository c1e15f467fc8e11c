import { KIND_NAMES } from '../../../domain/enforcement/kind-names.ts';
import type { Message } from '../../../domain/failure.ts';

/** What a kind is called; kinds that a policy adds by itself keep their code where it gives them no title. */
export const kindName = (code: string): Message =>
  (KIND_NAMES as Readonly<Record<string, Message>>)[code] ?? { zh: code, en: code };
