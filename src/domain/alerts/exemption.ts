import { tellingColour } from '../gates/colour.ts';
import type { ExemptCategory } from './order.ts';

/** What an exemption (豁免) can be of. */
export const EXEMPTED = ['vehicle', 'enterprise', 'machine', 'site'] as const;
export type ExemptedType = (typeof EXEMPTED)[number];

/** A vehicle on the register is named by its id, any other by plate and colour. */
export type ExemptedSubject =
  | { readonly type: ExemptedType; readonly id: string }
  | { readonly type: 'vehicle'; readonly plate: string; readonly plateColour: string };

/** What an officer let through, why it counts and how long: [from, until), instants in ms. */
export type Exemption = {
  readonly id: string;
  readonly subject: ExemptedSubject;
  /** Of a clause, under every order, or of one order; the other is null. */
  readonly clause: string | null;
  readonly orderId: string | null;
  /** Where it names one, it frees only from restrictions that exempt that category. */
  readonly category: ExemptCategory | null;
  readonly from: number;
  /** Its end, or the moment from which it was revoked. */
  readonly until: number;
  /** Null: in every county. */
  readonly countyCode: string | null;
};

/** Who is met, where and when. */
export type Met = {
  readonly at: number;
  readonly countyCode: string;
  readonly enterpriseId?: string;
  readonly vehicleId?: string | null;
  readonly plate?: string;
  readonly plateColour?: string | null;
  readonly machineId?: string;
  readonly siteId?: string;
};

/** Those of the exemptions that hold for what is met. */
export function holding(exemptions: readonly Exemption[], met: Met): Exemption[] {
  return exemptions.filter(
    ({ from, until, countyCode, subject }) =>
      from <= met.at && met.at < until && (countyCode === null || countyCode === met.countyCode) && isOf(subject, met),
  );
}

function isOf(subject: ExemptedSubject, met: Met): boolean {
  if ('plate' in subject) return subject.plate === met.plate && agree(subject.plateColour, met.plateColour ?? null);
  switch (subject.type) {
    case 'vehicle':
      return subject.id === met.vehicleId;
    case 'enterprise':
      return subject.id === met.enterpriseId;
    case 'machine':
      return subject.id === met.machineId;
    case 'site':
      return subject.id === met.siteId;
  }
}

/** A colour that was not read contradicts none. */
function agree(granted: string, read: string | null): boolean {
  const [one, other] = [tellingColour(granted), tellingColour(read)];
  return one === undefined || other === undefined || one === other;
}

/** Whether an exemption frees from an order, of a clause that it may be held against; `allowed` are the categories it is granted in. */
export function frees(
  { clause, orderId, category }: Exemption,
  from: { readonly orderId: string; readonly clauses: readonly string[]; readonly allowed?: readonly string[] },
): boolean {
  const named = orderId === null ? clause !== null && from.clauses.includes(clause) : orderId === from.orderId;
  return named && (category === null || (from.allowed ?? []).includes(category));
}
