import { z } from 'zod';
import { COUNTY_CODES } from '../domain/codes/county.ts';
import { ROLES } from '../domain/identity/actor.ts';
import { isErasedName } from '../domain/identity/erased-name.ts';
import { isManager } from '../domain/identity/manager.ts';
import type { UserRow } from '../store/users.ts';
import { check, idOut, instant, instantOut, line } from './schemas.ts';
import { phone } from './vehicle-schema.ts';

/** A user name someone chooses: letters and digits of any script, dots, hyphens, underscores and @. */
export const newUsername = z
  .string()
  .normalize('NFC')
  .min(3)
  .max(64)
  .superRefine(
    check((text) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]*$/u.test(text), {
      en: 'A user name has letters, digits, dots, hyphens, underscores and @, and begins with a letter or digit.',
      zh: '用户名只能包含文字、数字、点、连字符、下划线和 @，且须以文字或数字开头。',
    }),
  )
  .superRefine(
    check((text) => !isErasedName(text), {
      en: 'Names of this form stand for people who were erased.',
      zh: '此类用户名专用于个人信息已删除的用户。',
    }),
  );

/** A secret as it was shown once. */
export const secretText = z.string().min(1).max(400);

/** Who answers for an organisation (联系人). */
export const contact = z.strictObject({ name: line(100), phone });
export const contactOut = z.strictObject({ name: z.string(), phone: z.string() });

export const managerField = z
  .boolean()
  .meta({ description: 'Whether the user manages the people of its organisation (管理员).' });

export const userOut = z
  .strictObject({
    id: idOut,
    username: z.string(),
    role: z.enum(ROLES),
    organisationId: idOut.nullable(),
    countyCode: z.enum(COUNTY_CODES).nullable(),
    manager: managerField,
    active: z.boolean(),
    createdAt: instantOut,
  })
  .meta({ id: 'User' });

export const presentUser = (row: UserRow) => ({
  id: row.id,
  username: row.username,
  role: row.role,
  organisationId: row.organisationId,
  countyCode: row.countyCode,
  manager: isManager(row),
  active: row.active,
  createdAt: instant(row.createdAt),
});
