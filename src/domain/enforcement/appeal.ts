import type { Message } from '../failure.ts';

/** States of an appeal (申诉): decided by an officer, or `withdrawn` by who made it. */
export const APPEAL_STATUSES = ['submitted', 'granted', 'refused', 'withdrawn'] as const;

/** On what an appeal rests (申诉理由). */
export const GROUNDS = {
  emission_stage: { en: 'the emission stage is wrong', zh: '排放阶段有误' },
  vehicle_facts: { en: 'other facts of the vehicle are wrong', zh: '车辆其他信息有误' },
  plate_misread: { en: 'the plate was misread', zh: '号牌识别错误' },
  passage_facts: { en: 'the cargo or what the barrier did is wrong', zh: '货物或道闸记录有误' },
  enterprise_facts: { en: 'facts of the enterprise are wrong', zh: '企业信息有误' },
  machine_filed: { en: 'the machine was filed', zh: '机械已登记报备' },
  machine_facts: { en: 'facts of the machine are wrong', zh: '机械信息有误' },
  inspection: { en: 'the inspection does not hold', zh: '检查结果有误' },
  time: { en: 'the time is wrong', zh: '时间有误' },
  exempt: { en: 'it was exempt or authorised', zh: '属于豁免或已获批准' },
  other: { en: 'something else', zh: '其他' },
} as const satisfies Record<string, Message>;
export type Grounds = keyof typeof GROUNDS;
export const GROUND_CODES = Object.keys(GROUNDS) as [Grounds, ...Grounds[]];

/** What tells of a violation on whom and on what it hangs. */
export type Appealed = {
  readonly organisationId: string | null;
  readonly countyCode: string | null;
  readonly enterpriseId: string | null;
  readonly plate: string | null;
  readonly plateColour: string | null;
  readonly machineId: string | null;
  readonly sellerName: string | null;
};

/** The fact that a violation hangs on under these grounds: violations of one appeal share it. Null where it hangs on none such. */
export function factOfGrounds(grounds: Grounds, one: Appealed): string | null {
  switch (grounds) {
    case 'emission_stage':
    case 'vehicle_facts':
    case 'plate_misread':
    case 'passage_facts':
      return one.plate === null ? null : `vehicle ${one.plate} ${one.plateColour ?? ''}`;
    case 'enterprise_facts':
      return one.enterpriseId === null ? null : `enterprise ${one.enterpriseId}`;
    case 'machine_filed':
    case 'machine_facts':
    case 'inspection':
      return one.machineId === null ? null : `machine ${one.machineId}`;
    case 'time':
    case 'exempt':
    case 'other':
      return '';
  }
}

/** Whose violation it is; all of one appeal are of one offender, and of one county. */
export const offenderOf = (one: Appealed): string =>
  [one.organisationId ?? one.sellerName ?? `${one.plate ?? ''} ${one.plateColour ?? ''}`, one.countyCode ?? ''].join(
    ' ',
  );

/** One change of a violation's state; `none` before it was raised. */
export type StateChange = { readonly violationId: string; readonly from: string; readonly to: string };

/** What changes of state come to, each violation once: those that fell, and those that arose or stand again. */
export type Effect = {
  readonly cancelled: readonly string[];
  readonly withdrawn: readonly string[];
  readonly raised: readonly string[];
};

/** The net effect of changes, oldest first: what was raised and withdrawn again had none. */
export function effectOf(changes: readonly StateChange[]): Effect {
  const spans = new Map<string, { readonly from: string; to: string }>();
  for (const { violationId, from, to } of changes) {
    const known = spans.get(violationId);
    if (known) known.to = to;
    else spans.set(violationId, { from, to });
  }
  const isVoid = (status: string) => status === 'none' || status === 'withdrawn' || status === 'cancelled';
  const net = [...spans].filter(([, { from, to }]) => from !== to);
  const ids = (test: (span: { from: string; to: string }) => boolean) =>
    net.filter(([, span]) => test(span)).map(([id]) => id);
  return {
    cancelled: ids(({ to }) => to === 'cancelled'),
    withdrawn: ids(({ from, to }) => to === 'withdrawn' && !isVoid(from)),
    raised: ids(({ from, to }) => !isVoid(to) && isVoid(from)),
  };
}
