/** States of a violation (违规): `withdrawn` by judging again, `cancelled` by a granted appeal. */
export const VIOLATION_STATUSES = [
  'open',
  'notified',
  'appealed',
  'confirmed',
  'cancelled',
  'rectified',
  'withdrawn',
] as const;
export type ViolationStatus = (typeof VIOLATION_STATUSES)[number];

/** States that count for nothing unless a list names them. */
export const VOID_STATUSES: readonly ViolationStatus[] = ['cancelled', 'withdrawn'];

/** A flag that judging says should stand: one per kind and subject key. */
export type DesiredFlag = {
  readonly kind: string;
  readonly subjectKey: string;
  /** Keys under which the same thing may stand already; the oldest of those keeps its id. */
  readonly formerKeys?: readonly string[];
  readonly effect: 'breach' | 'review';
  readonly rule: string;
  readonly clause: string;
  readonly alsoRules: readonly { readonly rule: string; readonly clause: string }[];
  readonly policy: string;
  readonly occurredAt: number;
  readonly legalDay: string;
  readonly beforePublication: boolean;
  readonly countyCode: string | null;
  readonly enterpriseId?: string | null;
  readonly organisationId?: string | null;
  readonly gateId?: string | null;
  readonly vehicleId?: string | null;
  readonly plate?: string | null;
  readonly plateColour?: string | null;
  readonly emissionStage?: string | null;
  readonly machineId?: string | null;
  readonly siteId?: string | null;
  readonly sellerName?: string | null;
  readonly sellerCreditCode?: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly why: unknown;
};

/** A flag as it stands in the registry. */
export type StandingFlag = {
  readonly id: string;
  readonly kind: string;
  readonly subjectKey: string;
  readonly status: string;
};

export type Reconciliation<S extends StandingFlag> = {
  /** Desired flags with the standing one that carries each on, if any. */
  readonly kept: readonly { readonly flag: DesiredFlag; readonly standing: S }[];
  readonly raised: readonly DesiredFlag[];
  readonly withdrawn: readonly S[];
};

/**
 * What to do so that exactly the desired flags stand. A flag whose subject moved to another key (late events paired a
 * visit anew) is carried on by the oldest flag standing under any of its keys, unless another desired flag is at home
 * there; by one that a granted appeal cancelled before all others, so that the appeal holds for the whole. What is no longer
 * desired is withdrawn. Plan-clauses, point 9.
 */
export function reconcile<S extends StandingFlag>(
  standing: readonly S[],
  desired: readonly DesiredFlag[],
): Reconciliation<S> {
  const free = new Set([...standing].sort((a, b) => (a.id < b.id ? -1 : 1)));
  const homes = new Set(desired.map(nameOf));
  const kept: { flag: DesiredFlag; standing: S }[] = [];
  const raised: DesiredFlag[] = [];
  for (const flag of desired) {
    const keys = [
      flag.subjectKey,
      ...(flag.formerKeys ?? []).filter((key) => !homes.has(nameOf({ ...flag, subjectKey: key }))),
    ];
    const found = [...free].filter((one) => one.kind === flag.kind && keys.includes(one.subjectKey));
    const carrier =
      found.find(({ status }) => status === 'cancelled') ??
      found.find(({ status }) => status !== 'withdrawn') ??
      found[0];
    if (carrier) {
      free.delete(carrier);
      kept.push({ flag, standing: carrier });
    } else raised.push(flag);
  }
  return { kept, raised, withdrawn: [...free].filter(({ status }) => !VOID_STATUSES.some((gone) => gone === status)) };
}

const nameOf = ({ kind, subjectKey }: Pick<DesiredFlag, 'kind' | 'subjectKey'>): string => `${kind} ${subjectKey}`;
