import { conflict } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { SignUpRow } from '../../store/sign-ups.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { reaches } from '../registry/get-organisation.ts';
import { tellJoined } from './add-user.ts';
import { getSignUp } from './get-sign-up.ts';
import { openAccount, openUser } from './open-account.ts';
import { NOTHING_PERSONAL, requireStep } from './own-sign-up.ts';

/** Which version of a sign-up was read: the instant, ms, at which it was submitted. */
type Version = Pick<SignUpRow, 'submittedAt'>;

export type Verifying = Version & {
  /** In place of the user name asked for, where somebody has that by now. */
  readonly username?: string | undefined;
  /** The user joins the organisation that the credit code stands for. */
  readonly join?: boolean | undefined;
  /** Whether who joins manages the organisation; the first user of a new one does. */
  readonly manager?: boolean | undefined;
};

/**
 * Verifies a sign-up (审核通过) as it was read: opens the account of the organisation with its first user, its manager.
 * Conflict where it was submitted anew since, where the credit code has an account meanwhile, unless the user is to join
 * that, and where the user name is taken.
 */
export async function verifySignUp(tx: Writer, actor: Actor, id: string, how: Verifying, at: At): Promise<SignUpRow> {
  const known = await getSignUp(tx, actor, id, 'sign-up.decide');
  const status = requireStep(known, 'verify');
  requireRead(known, how);
  const holder = await tx.organisations.findByCreditCode(known.creditCode);
  if (holder) requireJoin(actor, holder, how);
  else if (how.join) throw conflict(NOTHING_TO_JOIN, '#/join');
  const organisation = holder ?? (await openAccount(tx, actor, known, at));
  const manager = holder ? (how.manager ?? false) : true;
  const user = await openUser(tx, actor, organisation, { signUp: known, username: how.username, manager }, at);
  if (holder) await tellJoined(tx, user, holder, at);
  const userId = user.id;
  const change = {
    ...NOTHING_PERSONAL,
    ...{ status, decidedAt: at.now, decidedBy: actor.id, reason: null },
    ...{ organisationId: organisation.id, userId, joined: holder !== undefined },
    username: how.username ?? known.username,
  };
  await tx.signUps.update(id, change);
  const detail = { organisationId: organisation.id, userId, joined: change.joined };
  await record(tx, actor, at, 'sign-up.verify', { type: 'sign_up', id }, detail);
  return { ...known, ...change };
}

/**
 * Refuses a sign-up (不予通过) as it was read, with the reason that the applicant reads. The password goes; the rest can be
 * submitted anew for a while.
 */
export async function refuseSignUp(
  tx: Writer,
  actor: Actor,
  id: string,
  { reason, ...read }: Version & { readonly reason: string },
  at: At,
): Promise<SignUpRow> {
  const known = await getSignUp(tx, actor, id, 'sign-up.decide');
  const status = requireStep(known, 'refuse');
  requireRead(known, read);
  const change = { status, decidedAt: at.now, decidedBy: actor.id, reason, passwordHash: null };
  await tx.signUps.update(id, change);
  await record(tx, actor, at, 'sign-up.refuse', { type: 'sign_up', id }, { reason });
  return { ...known, ...change };
}

/** Nobody decides on what nobody has looked at: the applicant may change everything while it waits. */
function requireRead(known: Version, read: Version): void {
  if (known.submittedAt !== read.submittedAt) throw conflict(SUBMITTED_ANEW, '#/submittedAt');
}

/** Which account it is, only an officer who sees it is told. */
function requireJoin(actor: Actor, holder: OrganisationRow, { join = false }: Verifying): void {
  const seen = reaches(actor, 'user.create', holder);
  if (!seen) throw conflict(KEPT_ELSEWHERE, '#/join');
  const existing = { existing: holder.id };
  if (holder.kind !== 'contractor') throw conflict(OTHER_KIND, '#/join', existing);
  if (!join) throw conflict(HAS_ACCOUNT, '#/join', existing);
}

const SUBMITTED_ANEW = {
  en: 'This was submitted anew since you read it. Read it again and decide anew.',
  zh: '该注册申请在您读取之后已重新提交，请重新读取后再审核。',
};
const HAS_ACCOUNT = {
  en: 'This credit code has an account. Verify with "join": true to make the applicant a user of it, or refuse.',
  zh: '该统一社会信用代码已有账号。可用 "join": true 审核通过并加入该单位，或不予通过。',
};
const KEPT_ELSEWHERE = {
  en: 'This credit code has an account kept by another county; an officer of the city or of that county decides.',
  zh: '该统一社会信用代码的账号由其他县区管理，请由市级或该县区执法人员处理。',
};
const OTHER_KIND = {
  en: 'This credit code stands for an organisation that is no contractor; nobody can join it by signing up.',
  zh: '该统一社会信用代码登记的不是施工单位，不能通过注册加入。',
};
const NOTHING_TO_JOIN = {
  en: 'This credit code has no account that could be joined.',
  zh: '该统一社会信用代码尚无可加入的账号。',
};
