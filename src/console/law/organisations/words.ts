import type { Message } from '../../../domain/failure.ts';
import type { InvitationState } from '../../../domain/identity/invitation.ts';
import type { OrganisationKind } from '../../../domain/identity/organisation.ts';
import type { SignUpState } from '../../../domain/identity/sign-up.ts';
import type { Tone } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';

export const ORGANISATIONS = w('单位与账号', 'Organisations');

export const ORGANISATION_PAGES = [
  { to: '/organisations', title: w('单位', 'Organisations') },
  { to: '/organisations/sign-ups', title: w('注册审核', 'Sign-ups') },
  { to: '/organisations/users', title: w('账号', 'Users') },
  { to: '/organisations/settings', title: w('备案审核设置', 'Review of filings') },
  { to: '/organisations/imports', title: w('批量导入', 'Imports') },
];

export const ORGANISATION_KIND_NAMES: Readonly<Record<OrganisationKind, Message>> = {
  contractor: w('施工单位', 'Contractor'),
  enterprise: w('用车企业', 'Enterprise'),
  department: w('协同部门', 'Department'),
};

export const SIGN_UP_STATES: Readonly<Record<SignUpState, readonly [Message, Tone]>> = {
  submitted: [w('待审核', 'Waiting'), 'warn'],
  verified: [w('已通过', 'Verified'), 'good'],
  refused: [w('未通过', 'Refused'), 'bad'],
  withdrawn: [w('已撤回', 'Withdrawn'), 'plain'],
};

export const INVITATION_STATES: Readonly<Record<InvitationState, readonly [Message, Tone]>> = {
  open: [w('等待接受', 'Open'), 'info'],
  accepted: [w('已接受', 'Taken up'), 'good'],
  revoked: [w('已撤销', 'Revoked'), 'plain'],
  expired: [w('已过期', 'Expired'), 'plain'],
};
