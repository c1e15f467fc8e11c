import { z } from 'zod';
import type { SignUpChecks } from '../actions/accounts/get-sign-up.ts';
import { COUNTY_CODES } from '../domain/codes/county.ts';
import { creditCodeWarnings } from '../domain/codes/credit-code.ts';
import { WARNING_CODES } from '../domain/codes/warning.ts';
import { ORGANISATION_KINDS } from '../domain/identity/organisation.ts';
import { SIGN_UP_STATES } from '../domain/identity/sign-up.ts';
import type { SignUpRow } from '../store/sign-ups.ts';
import { contactOut } from './account-schema.ts';
import { idOut, instant, instantOut, known } from './schemas.ts';

const common = {
  id: idOut,
  status: z.enum(SIGN_UP_STATES),
  creditCode: z.string(),
  name: z.string(),
  countyCode: z.enum(COUNTY_CODES),
  username: z.string().optional().meta({ description: 'By which the user will sign in; once verified, does.' }),
  submittedAt: instantOut,
  decidedAt: instantOut.optional(),
  reason: z.string().optional().meta({ description: 'Why it was refused.' }),
  joined: z.boolean().optional().meta({ description: 'Verified as a user of an organisation that had an account.' }),
};

/** What the applicant reads with the secret. */
export const ownSignUpOut = z.strictObject(common).meta({ id: 'OwnSignUp' });

export const signedUpOut = z
  .strictObject({
    ...common,
    secret: z.string().meta({ description: 'Shown here and never again.', example: 'signup.….…' }),
  })
  .meta({ id: 'SignedUp' });

export const signUpOut = z
  .strictObject({
    ...common,
    warnings: z.array(z.strictObject({ code: z.enum(WARNING_CODES), pointer: z.string() })),
    contact: contactOut.optional(),
    address: z.string().optional(),
    decidedBy: idOut.optional(),
    organisationId: idOut.optional(),
    userId: idOut.optional(),
    checks: z
      .strictObject({
        account: z
          .strictObject({ id: idOut.nullable(), kind: z.enum(ORGANISATION_KINDS), name: z.string().nullable() })
          .nullable()
          .meta({ description: 'The account that the credit code has; without id and name where another keeps it.' }),
        usernameTaken: z.boolean(),
        othersWaiting: z.int().meta({ description: 'Other sign-ups of the same credit code that wait.' }),
      })
      .optional()
      .meta({ description: 'On a single sign-up while it waits: what it was held against.' }),
  })
  .meta({ id: 'SignUp' });

export const presentOwn = (row: SignUpRow) => ({
  id: row.id,
  status: row.status,
  creditCode: row.creditCode,
  name: row.name,
  countyCode: row.countyCode,
  submittedAt: instant(row.submittedAt),
  ...known({
    username: row.username,
    decidedAt: instant(row.decidedAt),
    reason: row.reason,
    joined: row.joined,
  }),
});

export const presentSignUp = (row: SignUpRow, checks?: SignUpChecks) => ({
  ...presentOwn(row),
  warnings: creditCodeWarnings(row.creditCode, '#/creditCode'),
  ...known({
    contact:
      row.contactName === null || row.contactPhone === null ? null : { name: row.contactName, phone: row.contactPhone },
    address: row.address,
    decidedBy: row.decidedBy,
    organisationId: row.organisationId,
    userId: row.userId,
  }),
  ...(checks ? { checks } : {}),
});
