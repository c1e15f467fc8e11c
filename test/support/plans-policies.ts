import { fictional } from '../domain/policy/fictional.ts';
import type { Cast } from './cast.ts';
import { freshNumber, type Holdings, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

let days = 0;

/** The invented plan under a name and from a day that no other policy here has. */
export function newPolicy(): { readonly [name: string]: unknown } {
  days += 1;
  const from = new Date(Date.UTC(2100, 0, days)).toISOString().slice(0, 10);
  return { ...structuredClone(fictional), id: `plan-${freshNumber()}`, from };
}

const PERIOD = { from: '2024-03-01', to: '2024-03-01' };

export function policyPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const drafts = {
    rows: held['policy draft'],
    seenBy: () => 'policy.draft' as const,
    // Each is published or withdrawn but once.
    fresh: async (row: Row): Promise<Row> => {
      const { id } = await must('admin', 'POST', '/policies', { document: newPolicy() });
      return { ...row, id };
    },
  };
  const withBody = (body: () => unknown) => (row: Row) => ({ params: { id: row.id }, body: body() });
  const previews = { rows: held['policy preview'] };
  return {
    draftPolicy: { request: () => ({ body: { document: newPolicy() } }) },
    replacePolicyDraft: { ...drafts, request: withBody(() => ({ document: newPolicy() })) },
    checkPolicyDraft: { ...drafts, request: withBody(() => ({})) },
    diffPolicy: {
      ...drafts,
      doneBy: () => 'policy.draft',
      request: ({ id }) => ({ params: { id }, query: { against: 'yangquan-2021' } }),
    },
    publishPolicy: { ...drafts, request: withBody(() => ({ reason: '市政府发文' })) },
    withdrawPolicy: { ...drafts, request: withBody(() => ({ reason: '条文有误' })) },
    previewPolicy: { ...drafts, request: withBody(() => PERIOD) },
    listPolicyPreviews: { request: () => ({}) },
    getPolicyPreview: { ...previews, request: ({ id }) => ({ params: { id } }) },
    readPolicyPreviewList: { ...previews, request: ({ id }) => ({ params: { id, list: 'passages' } }) },
    exportPolicyPreviewList: {
      ...previews,
      request: ({ id }) => ({ params: { id, list: 'passages' }, query: { format: 'csv' } }),
    },
  };
}

/** A draft, with a preview of the whole city and one of each county. */
export async function fillPolicies(
  { must }: Pick<Cast, 'must'>,
  counties: readonly string[],
  keep: (noun: 'policy draft' | 'policy preview', row: Row) => Row,
): Promise<void> {
  const { id } = await must('admin', 'POST', '/policies', { document: newPolicy() });
  keep('policy draft', { id, owners: {}, by: 'admin' });
  for (const countyCode of [null, ...counties]) {
    const made = await must('admin', 'POST', `/policies/${id}/preview`, { ...PERIOD, countyCode });
    const owners = countyCode === null ? {} : { counties: [countyCode] };
    keep('policy preview', { id: made.id, owners, by: 'admin' });
  }
}
