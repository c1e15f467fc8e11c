import type { Message } from '../failure.ts';
import type { Role } from './actor.ts';

/** The roles each role may give to a new user: none above its own, and no county officer makes another officer. */
export const MAY_APPOINT: Readonly<Record<Role, readonly Role[]>> = {
  admin: ['admin', 'city_officer', 'county_officer', 'department', 'contractor', 'enterprise'],
  city_officer: ['city_officer', 'county_officer', 'department', 'contractor', 'enterprise'],
  county_officer: ['contractor', 'enterprise'],
  department: [],
  contractor: [],
  enterprise: [],
};

type Placing = { readonly kind: string; readonly countyCode: string } | undefined;
type Objection = { readonly field: 'organisationId' | 'countyCode'; readonly detail: Message };

/**
 * What is wrong with giving a role to someone of this organisation and county, if anything: contractors and enterprises
 * need an organisation of their kind, departments may have one, county officers need a county, the others stand alone.
 */
export function placementFault(
  role: Role,
  organisation: Placing,
  countyCode: string | undefined,
): Objection | undefined {
  if (role === 'contractor' || role === 'enterprise' || role === 'department') {
    if (organisation ? organisation.kind !== role : role !== 'department') {
      return { field: 'organisationId', detail: NEEDS_KIND[role] };
    }
    return countyCode === undefined || countyCode === organisation?.countyCode
      ? undefined
      : { field: 'countyCode', detail: organisation ? OTHER_COUNTY : NO_COUNTY };
  }
  if (organisation) return { field: 'organisationId', detail: NO_ORGANISATION };
  if (role === 'county_officer') return countyCode ? undefined : { field: 'countyCode', detail: NEEDS_COUNTY };
  return countyCode === undefined ? undefined : { field: 'countyCode', detail: NO_COUNTY };
}

const NEEDS_KIND: Readonly<Record<'contractor' | 'enterprise' | 'department', Message>> = {
  contractor: {
    en: 'A contractor user needs an organisation of kind contractor.',
    zh: '施工单位用户须属于施工单位。',
  },
  enterprise: {
    en: 'An enterprise user needs an organisation of kind enterprise.',
    zh: '企业用户须属于企业单位。',
  },
  department: { en: 'A department user can only belong to a department.', zh: '部门用户只能属于政府部门。' },
};
const NEEDS_COUNTY: Message = { en: 'A county officer needs a county.', zh: '县区执法人员须指定县区。' };
const NO_COUNTY: Message = {
  en: 'Users of this role are not of one county.',
  zh: '该角色的用户不限于某一县区。',
};
const NO_ORGANISATION: Message = {
  en: 'Users of this role belong to no organisation.',
  zh: '该角色的用户不属于任何单位。',
};
const OTHER_COUNTY: Message = {
  en: 'This is not the county that keeps the account of the organisation; leave it out.',
  zh: '与该单位所属县区不一致，请勿填写。',
};
