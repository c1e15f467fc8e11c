import { w } from '../../session/language.ts';

/** The pages of the section, beside each other. */
export const POLICY_PAGES = [
  { to: '/policies', title: w('现行规则', 'Rules in force') },
  { to: '/policies/all', title: w('版本与草案', 'Versions and drafts') },
];

export const POLICIES = w('管控规则', 'Policies');
