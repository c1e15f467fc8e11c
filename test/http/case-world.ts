import type { Response } from 'supertest';
import type { Caller } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import { user } from '../support/world.ts';
import { type Cast, castOf } from './fleet-world.ts';
import { COKING, madeOf, type Plant, pass, plant } from './gate-world.ts';

/** Monday 2022-01-10, 10:00: the day on which cases are opened, unless a test moves on. */
export const MONDAY = '2022-01-10T10:00:00+08:00';

/** Everyone who may come near a case: the offender is a coking plant with a gate in 140302. */
export type Court = Cast & {
  readonly mill: Plant;
  /** Lets it be another moment; gives an officer of 140302 who signs in then, for tokens last a quarter of an hour. */
  on(instant: string): Promise<Caller>;
  /** Whoever else signs in anew. */
  user(role: string, of?: object): Promise<Caller>;
  /** A new breach of the mill's: a China V truck that came in. */
  breach(more?: object): Promise<string>;
};

export async function openCourt(database: TestDatabase): Promise<Court> {
  const cast = await castOf(database, MONDAY);
  const { service } = cast;
  const mill = await plant(service, COKING);
  return {
    ...cast,
    mill,
    on: (instant) => {
      service.clock.set(instant);
      return user(service, 'county_officer', { countyCode: '140302' });
    },
    user: (role, of = {}) => user(service, role, of),
    breach: async (more = {}) => {
      const { violations } = await pass(mill, more);
      const [first] = violations;
      if (!first) throw new Error('this broke no rule');
      return first.id;
    },
  };
}

export type CaseAnswer = {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly counts: { readonly all: number; readonly standing: number };
  readonly violations: readonly { readonly id: string; readonly status: string; readonly stands: boolean }[];
  readonly history: readonly { readonly step: string; readonly from: string; readonly to: string }[];
} & Readonly<Record<string, unknown>>;

export const caseOf = (answer: Response): CaseAnswer => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as CaseAnswer;
};

/** Opens a case of these violations. */
export const opened = async (caller: Caller, violationIds: readonly string[], more: object = {}) =>
  madeOf<CaseAnswer>(await caller.post('/cases', { violationIds, ...more }));

export const SERVICE = { method: 'direct', servedBy: '执法员甲', receivedBy: '门卫乙' };

/** Makes the next notice of a case. */
export const notified = async (caller: Caller, caseId: string, body: object = {}) =>
  madeOf<{ id: string; number: string } & Readonly<Record<string, unknown>>>(
    await caller.post(`/cases/${caseId}/notices`, body),
  );

/** Makes a notice and serves it at once. */
export async function served(caller: Caller, caseId: string): Promise<string> {
  const { id, createdAt } = await notified(caller, caseId);
  const answer = await caller.post(`/notices/${id}/service`, { ...SERVICE, servedAt: createdAt });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return id;
}
