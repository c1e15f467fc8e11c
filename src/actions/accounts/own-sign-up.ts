import { conflict, notFound } from '../../domain/failure.ts';
import { afterStep, type SignUpState, type SignUpStep } from '../../domain/identity/sign-up.ts';
import type { SignUpRow } from '../../store/sign-ups.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { isSameHash, readToken } from '../identity/opaque-token.ts';
import { type Application, note, submitted } from './sign-up.ts';

/** The sign-up that a secret was given for, or undefined. */
export async function signUpOf(reader: Pick<Reader, 'signUps'>, secret: string): Promise<SignUpRow | undefined> {
  const presented = readToken('signup', secret);
  const row = presented && (await reader.signUps.find(presented.id));
  return row && isSameHash(row.secretHash, presented.hash) ? row : undefined;
}

/**
 * Submits a sign-up anew (重新提交) in place of what was given before: while it waits, or once it was refused. Its instant is
 * always a later one, by which an officer names what was read.
 */
export async function resubmit(tx: Writer, secret: string, application: Application, at: At): Promise<SignUpRow> {
  const known = await own(tx, secret);
  requireStep(known, 'resubmit');
  const change = submitted(application, { now: Math.max(at.now, known.submittedAt + 1) });
  await tx.signUps.update(known.id, change);
  const row = { ...known, ...change };
  await note(tx, row, 'sign-up.resubmit', at);
  return row;
}

/** Takes a sign-up back (撤回); what is personal in it is gone at once. */
export async function withdrawSignUp(tx: Writer, secret: string, at: At): Promise<SignUpRow> {
  const known = await own(tx, secret);
  const status = requireStep(known, 'withdraw');
  const change = { ...NOTHING_PERSONAL, status, decidedAt: at.now };
  await tx.signUps.update(known.id, change);
  await record(tx, { kind: 'system', id: 'sign-up' }, at, 'sign-up.withdraw', { type: 'sign_up', id: known.id });
  return { ...known, ...change };
}

/** What is left of whoever applied, where it serves nothing any more. */
export const NOTHING_PERSONAL = {
  contactName: null,
  contactPhone: null,
  address: null,
  username: null,
  passwordHash: null,
} as const;

/** The state that a step leads to; conflict where the sign-up is past it. */
export function requireStep(row: Pick<SignUpRow, 'status'>, step: SignUpStep): SignUpState {
  const next = afterStep(row.status as SignUpState, step);
  if (!next) throw conflict(PAST);
  return next;
}

async function own(tx: Writer, secret: string): Promise<SignUpRow> {
  const row = await signUpOf(tx, secret);
  if (!row) throw notFound('#/secret');
  return row;
}

const PAST = { en: 'The sign-up is past that.', zh: '该注册申请的当前状态不允许此操作。' };
