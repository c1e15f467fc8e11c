import { SECTIONS } from '../sections.ts';

/** Where the console shows what a notification is about. */
const SUBJECTS: Readonly<Record<string, string>> = {
  violation: 'violations',
  appeal: 'appeals',
  case: 'cases',
  machine: 'machines',
  filing: 'filings',
  site: 'sites',
  alert: 'alerts',
  policy: 'policies',
  vehicle: 'vehicles',
  organisation: 'organisations',
  sign_up: 'organisations/sign-ups',
  machine_claim: 'machines/claims',
};

/** Where what has no page of its own is listed. */
const LISTS: Readonly<Record<string, string>> = {
  exemption: '/alerts/exemptions',
  exemption_request: '/alerts/requests',
  webhook: '/notifications/webhooks',
  user: '/account',
};

type Told = {
  readonly link: string | null;
  readonly subject: { readonly type: string; readonly id: string };
};

/**
 * The page that tells more of a notification: of its own link where the console has that section, else of its subject.
 * Undefined where there is none.
 */
export function consolePath({ link, subject }: Told): string | undefined {
  const path = link?.replace(/^\/api\/v1(?=\/)/, '');
  const section = path?.split(/[/?]/)[1];
  if (path !== undefined && SECTIONS.some((one) => one === section)) return path;
  const place = SUBJECTS[subject.type];
  return place === undefined ? LISTS[subject.type] : `/${place}/${subject.id}`;
}
