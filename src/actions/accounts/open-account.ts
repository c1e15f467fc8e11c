import { conflict } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { SignUpRow } from '../../store/sign-ups.ts';
import type { Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import type { At } from '../at.ts';
import { createOrganisation } from '../registry/create-organisation.ts';
import { addUser, requireFreeName } from './add-user.ts';

/** Opens the account of a contractor as it signed up. */
export async function openAccount(tx: Writer, actor: Actor, signUp: SignUpRow, at: At): Promise<OrganisationRow> {
  const { name, creditCode, countyCode, contactName, contactPhone, address } = signUp;
  const contact = { contactName, contactPhone, address };
  return createOrganisation(tx, actor, { kind: 'contractor', name, creditCode, countyCode, ...contact }, at);
}

type Opening = {
  readonly signUp: SignUpRow;
  readonly username: string | undefined;
  readonly manager: boolean;
};

/** Makes the applicant a user of an organisation, with the password chosen when signing up. */
export async function openUser(
  tx: Writer,
  actor: Actor,
  organisation: OrganisationRow,
  { signUp, username = signUp.username ?? '', manager }: Opening,
  at: At,
): Promise<UserRow> {
  if (signUp.passwordHash === null) throw conflict(NO_PASSWORD);
  await requireFreeName(tx, username);
  return addUser(tx, actor, organisation, { username, passwordHash: signUp.passwordHash, manager }, at);
}

const NO_PASSWORD = { en: 'The sign-up holds no password any more.', zh: '该注册申请已不含登录密码。' };
