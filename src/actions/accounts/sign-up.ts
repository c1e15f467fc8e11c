import type { SignUpRow } from '../../store/sign-ups.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { makeToken } from '../identity/opaque-token.ts';
import { tell } from '../tell.ts';

/** What an applicant gives: `creditCode` is valid, `countyCode` the county that is to keep the account. */
export type Application = Pick<SignUpRow, 'creditCode' | 'name' | 'countyCode' | 'address'> & {
  readonly contactName: string;
  readonly contactPhone: string;
  readonly username: string;
  readonly passwordHash: string;
};

/** Applicants have no account; the audit knows them by their sign-up. */
const APPLICANT = { kind: 'system', id: 'sign-up' } as const;

/**
 * Keeps the sign-up of a contractor (施工单位注册) for an officer to look at, and gives the secret by which the applicant reads
 * how it stands. Looks nothing up: whether a credit code or user name is known here, no stranger learns from the answer or its time.
 */
export async function signUp(
  tx: Writer,
  application: Application,
  at: At,
): Promise<{ readonly row: SignUpRow; readonly secret: string }> {
  const id = at.newId();
  const { token: secret, hash } = makeToken('signup', id, at);
  const row: SignUpRow = { ...submitted(application, at), id, secretHash: hash };
  await tx.signUps.insert(row);
  await note(tx, row, 'sign-up.submit', at);
  return { row, secret };
}

/** A sign-up as it stands once it is submitted, with nothing left of what was decided before. */
export const submitted = (application: Application, { now }: Pick<At, 'now'>) => ({
  ...application,
  status: 'submitted',
  submittedAt: now,
  ...{ decidedAt: null, decidedBy: null, reason: null, organisationId: null, userId: null, joined: null },
});

/** Records that a sign-up waits, and tells the officers of its county. */
export async function note(tx: Writer, row: SignUpRow, action: string, at: At): Promise<void> {
  const { id, creditCode, name, countyCode } = row;
  await record(tx, APPLICANT, at, action, { type: 'sign_up', id }, { creditCode, name, countyCode });
  await tell(tx, at, {
    topic: 'sign-up.submitted',
    subject: { type: 'sign_up', id },
    countyCodes: [countyCode],
    organisationIds: [],
    summary: { en: `${name} signed up and waits to be verified.`, zh: `${name}提交注册申请，待审核。` },
  });
}
