import type { Response } from 'supertest';
import { fictional } from '../domain/policy/fictional.ts';
import type { Caller } from '../support/client.ts';
import { freshNumber } from '../support/holdings.ts';
import { madeOf } from './gate-world.ts';

/** The invented plan for 2023, which was never issued, under another name or with other members where these are given. */
export const plan = (more: object = {}) => ({ ...structuredClone(fictional), ...more });

export type Fault = { readonly code: string; readonly pointer: string };
export type Check = { readonly publishable: boolean; readonly faults: Fault[]; readonly warnings: Fault[] };
export type Draft = { readonly id: string; readonly status: string; readonly policy: string; readonly check: Check };

/** Begins a draft that must be taken. */
export const draft = async (who: Caller, document: object, basedOn?: string): Promise<Draft> =>
  madeOf<Draft>(await who.post('/policies', { document, ...(basedOn ? { basedOn } : {}) }));

/** A name that no other policy here has. */
export const freshCode = (): string => `plan-${freshNumber()}`;

export const codesOf = (faults: readonly Fault[]): string[] => faults.map(({ code, pointer }) => `${code} ${pointer}`);

/** The body of an answer that must be 200. */
export function bodyOf<T>(answer: Response): T {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as T;
}

export const publish = (who: Caller, id: string, more: object = {}): Promise<Response> =>
  who.post(`/policies/${id}/publish`, { reason: '市政府发文', ...more });
