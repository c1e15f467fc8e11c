import type { AlertLevel, Hours, Restriction } from '../../../domain/alerts/order.ts';
import type { Schema } from '../../api/client.ts';
import { fieldOf, instantOf } from '../../parts/china-time.ts';
import { clean } from './restrictions-field.tsx';

/** An order as its form holds it; times are those of China. */
export type OrderValues = {
  readonly level: AlertLevel;
  readonly countyCodes: string[];
  readonly startsAt: string;
  readonly endsAt?: string;
  readonly orderNumber?: string;
  readonly issuer?: string;
  readonly note?: string;
  readonly restrictions: Restriction[];
  readonly closedHours: Hours[];
};

type Body = Omit<Schema<'ListedAlert'>, 'restrictions'> & { readonly restrictions: readonly Restriction[] };

/** What the API takes for it. */
export const bodyOf = (values: OrderValues) => ({
  level: values.level,
  countyCodes: values.countyCodes,
  startsAt: instantOf(values.startsAt),
  endsAt: values.endsAt ? instantOf(values.endsAt) : null,
  orderNumber: values.orderNumber || null,
  issuer: values.issuer || null,
  note: values.note || null,
  // The form holds codes of the lists that it offers, and no others.
  restrictions: (values.restrictions ?? []).map(clean) as never[],
  closedHours: [...(values.closedHours ?? [])],
});

/** The form of an order on record. */
export const valuesOf = (
  order: Pick<
    Body,
    'level' | 'countyCodes' | 'startsAt' | 'endsAt' | 'orderNumber' | 'issuer' | 'note' | 'restrictions' | 'closedHours'
  >,
): OrderValues => ({
  level: order.level,
  countyCodes: [...order.countyCodes],
  startsAt: fieldOf(order.startsAt),
  ...(order.endsAt ? { endsAt: fieldOf(order.endsAt) } : {}),
  orderNumber: order.orderNumber ?? '',
  issuer: order.issuer ?? '',
  note: order.note ?? '',
  restrictions: order.restrictions.map((one) => ({ ...one })),
  closedHours: order.closedHours.map((one) => ({ ...one })),
});
