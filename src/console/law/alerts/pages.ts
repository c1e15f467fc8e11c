import type { Message } from '../../../domain/failure.ts';
import { w } from '../../session/language.ts';

/** The pages of the section, beside each other. */
export const ALERT_PAGES: readonly { readonly to: string; readonly title: Message }[] = [
  { to: '/alerts', title: w('管控令', 'Orders') },
  { to: '/alerts/exemptions', title: w('豁免', 'Exemptions') },
];

export const REQUESTS_PAGE = { to: '/alerts/requests', title: w('豁免申请', 'Exemption requests') };
