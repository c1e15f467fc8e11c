import type { Message } from '../../domain/failure.ts';
import type { Role } from '../../domain/identity/actor.ts';
import { w } from '../session/language.ts';

/** What people call the roles. */
export const ROLE_NAMES: Readonly<Record<Role, Message>> = {
  admin: w('系统管理员', 'Administrator'),
  city_officer: w('市级监管', 'City officer'),
  county_officer: w('县区监管', 'County officer'),
  department: w('协同部门', 'Department'),
  contractor: w('施工单位', 'Contractor'),
  enterprise: w('用车企业', 'Enterprise'),
};
