import { canonicalJson } from '../canonical.ts';
import type { Message } from '../failure.ts';
import { conditionsOf, factsIn } from './conditions.ts';
import type { PolicyDocument } from './document.ts';
import type { ParameterValues } from './parameters.ts';

/** Where a preview is not exactly what the draft would have done, or leaves something out. */
export type PreviewLimit = { readonly code: string; readonly detail: Message };

const LIMITS: readonly (PreviewLimit & { readonly parameters: readonly (keyof ParameterValues)[] })[] = [
  {
    code: 'pairing_kept',
    parameters: ['repeatSeconds'],
    detail: {
      en: 'The draft holds readings for repeats within another time; accesses were left as they were paired.',
      zh: '草案的重复识别时限不同；试算沿用原有的进出配对。',
    },
  },
  {
    code: 'clean_transport_kept',
    parameters: ['lookBackDays', 'cleanShareMinimum', 'cleanTransport', 'cleanTransportRules'],
    detail: {
      en: 'Whether an enterprise met the clean-transport clause was left as it was judged by the policy in force.',
      zh: '企业是否满足清洁运输要求沿用现行政策的判定。',
    },
  },
  {
    code: 'filing_times_kept',
    parameters: ['resubmitWorkingDays', 'holidays'],
    detail: {
      en: 'Returned filings were left with the time to resubmit that they were given.',
      zh: '退回登记的补正期限沿用原定期限。',
    },
  },
  {
    code: 'findings_left_out',
    parameters: ['clockSkewSeconds', 'stagePlausibility', 'stageDays'],
    detail: {
      en: 'Findings about data, such as clocks that are ahead, are not compared.',
      zh: '不比较数据质量类发现（如时钟超前）。',
    },
  },
];

const UNSEEN: Readonly<Record<string, Message>> = {
  enterprise_day: {
    en: 'when each gate was heard from is not kept for past days, so only transmission rates are compared',
    zh: '历史上各门禁的在线时刻未保存，仅比较数据传输率',
  },
  vehicle_month: { en: 'it is judged by month and is not compared', zh: '按月判定，未作比较' },
};

/** Everything that keeps a preview of a draft against these policies from being exact. */
export function previewLimits(draft: PolicyDocument, against: readonly PolicyDocument[]): PreviewLimit[] {
  const differs = (name: string) =>
    against.some((one) => canonicalJson(one.parameters[name]?.value) !== canonicalJson(draft.parameters[name]?.value));
  const kept = LIMITS.filter(({ parameters }) => parameters.some(differs)).map(({ code, detail }) => ({
    code,
    detail,
  }));
  const unseen = draft.rules.flatMap(({ clause, title, judges, versions }): PreviewLimit[] => {
    const why = UNSEEN[judges];
    const transmission = versions.every(({ flags }) => flags.every(({ kind }) => kind === 'low_transmission'));
    if (!why || (judges === 'enterprise_day' && transmission)) return [];
    const detail = { en: `${clause} ${title.en}: ${why.en}.`, zh: `${clause} ${title.zh}：${why.zh}。` };
    return [{ code: 'rule_left_out', detail }];
  });
  return [...kept, ...unseen];
}

/** Facts of a passage that hang on parameters or on the retirement list of the policy that was in force. */
export const POLICY_FACTS = [
  'vehicle.trailer',
  'vehicle.goods',
  'vehicle.emissionStage',
  'vehicle.newEnergy',
  'cargo.bulk',
  'retirement.overdueListed',
] as const;

/** Whether the facts kept beside passages judged by `before` are those that `draft` would have found, `POLICY_FACTS` included. */
export function findsSameFacts(draft: PolicyDocument, before: PolicyDocument): boolean {
  const finding = (one: PolicyDocument) => canonicalJson(FINDING.map((name) => one.parameters[name]?.value));
  if (finding(draft) !== finding(before)) return false;
  if (!askedOfPassages(draft).has('retirement.overdueListed')) return true;
  const listing = (one: PolicyDocument) =>
    canonicalJson([
      one.rules.filter(({ judges }) => judges === 'vehicle'),
      LISTING.map((n) => one.parameters[n]?.value),
    ]);
  return listing(draft) === listing(before);
}

const FINDING = ['suspectDefaults', 'bulkCargoNames'] as const;
const LISTING = ['platePrefix', 'registrationDivisionPrefix'] as const;

/** The facts that a policy's rules ask of passages. */
export function askedOfPassages({ rules }: PolicyDocument): ReadonlySet<string> {
  const asking = rules.filter(({ judges }) => judges === 'passage').flatMap(conditionsOf);
  return new Set(asking.flatMap(({ condition }) => factsIn(condition)));
}
