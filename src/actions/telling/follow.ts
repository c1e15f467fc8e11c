import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { formatInstant } from '../../domain/time.ts';
import type { Store, Writer } from '../../store/store.ts';
import { type DigestTopic, type Found, tellDigest } from './tell-digest.ts';

export type FollowContext = {
  readonly policies: PolicySet;
  readonly now: number;
  readonly newId: () => string;
};

/** What the clocks of processes and database may differ by, for telling. */
export const LIVE_MARGIN_MS = 2_000;
const STEP = 200;
const ALL = { to: 'all' } as const;

/**
 * Tells of violations found and of gates gone silent since the last time, by following their ids: what finds them writes
 * nothing for it. How far it came stands in the same transaction, so that each is told of once.
 */
export async function followFindings(
  store: Store,
  context: () => FollowContext,
  marginMs = LIVE_MARGIN_MS,
): Promise<void> {
  for (const topic of ['violation.opened', 'gate.silent'] as const) {
    let told: number;
    do {
      const now = context();
      const before = await store.read.live.settledBefore(now.newId(), marginMs);
      const after = await store.read.followers.reached(topic);
      if (after !== undefined && !(await isAnyNew(store, topic, { after, before }))) break;
      told = await store.write((tx) => followStep(tx, topic, before, now));
    } while (told === STEP);
  }
}

async function followStep(tx: Writer, topic: DigestTopic, before: string, context: FollowContext): Promise<number> {
  const after = await tx.followers.reached(topic);
  // What stood before anybody was told of anything is in the lists.
  if (after === undefined) {
    await tx.followers.reach(topic, before);
    return 0;
  }
  const { rows, found } = await (topic === 'gate.silent' ? silences : violations)(tx, { after, before }, context);
  const end = rows.at(-1)?.id;
  if (end === undefined) return 0;
  // Before anything is told, so that of two processes one waits here, and then goes on from where the other came to.
  await tx.followers.reach(topic, end);
  await tellDigest(tx, topic, found, topic === 'gate.silent' ? silenceLink : violationLink, context);
  return rows.length;
}

type Range = { readonly after: string; readonly before: string };
async function isAnyNew({ read }: Store, topic: DigestTopic, range: Range): Promise<boolean> {
  const of = topic === 'gate.silent' ? read.live.silences : read.live.violations;
  return (await of(ALL, range, 1)).length > 0;
}

type Step = { readonly rows: readonly { readonly id: string }[]; readonly found: readonly Found[] };

/** Breaches; those of days before the policy was published are not told of. */
async function violations(tx: Writer, range: Range, { policies }: FollowContext): Promise<Step> {
  const rows = await tx.live.violations(ALL, range, STEP);
  const told = rows.filter(({ effect, beforePublication }) => effect === 'breach' && !beforePublication);
  const found = told.map(({ id, kind, rule, clause, policy, countyCode, organisationId, occurredAt }) => ({
    kind,
    title: policies.get(policy)?.rule(rule)?.title ?? { en: kind, zh: kind },
    at: occurredAt,
    countyCodes: countyCode === null ? [] : [countyCode],
    organisationIds: organisationId === null ? [] : [organisationId],
    told: {
      id,
      kind,
      rule,
      clause,
      countyCode,
      occurredAt: formatInstant(occurredAt),
      link: `/api/v1/violations/${id}`,
    },
  }));
  return { rows, found };
}

const violationLink = (kind: string, from: number, to: number): string =>
  `/api/v1/violations?${new URLSearchParams({ kind, from: formatInstant(from), to: formatInstant(to) }).toString()}`;

async function silences(tx: Writer, range: Range): Promise<Step> {
  const rows = await tx.live.silences(ALL, range, STEP);
  const found = rows.map(({ gateId, enterpriseId, countyCode, since }) => ({
    kind: 'gate',
    title: { en: 'gate', zh: '门禁' },
    at: since,
    countyCodes: [countyCode],
    organisationIds: [enterpriseId],
    told: { gateId, enterpriseId, countyCode, since: formatInstant(since), link: `/api/v1/gates/${gateId}` },
  }));
  return { rows, found };
}

const silenceLink = (): string => '/api/v1/connectivity';
