import type { ToldViolation } from '../../domain/cases/notice-content.ts';
import type { FlagWhy } from '../../domain/enforcement/why.ts';
import { answerableFor } from '../../domain/policy/manual-kinds.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';

/** Violations with all that papers tell of each: where it was, of what machine, by which clause and in whose charge. */
export async function toldViolations(
  reader: Reader,
  policies: PolicySet,
  rows: readonly ViolationRow[],
): Promise<ToldViolation[]> {
  const ids = rows.flatMap(({ enterpriseId, organisationId }) => [enterpriseId ?? [], organisationId ?? []].flat());
  const names = await reader.organisations.namesOf(ids);
  const told: ToldViolation[] = [];
  for (const row of rows) {
    const policy = policies.get(row.policy);
    const rule = policy?.rule(row.rule);
    const manual = policy?.parameter('manualKinds').find((one) => one.rule === row.rule);
    told.push({
      id: row.id,
      clause: row.clause,
      policy: row.policy,
      policyTitle: policy?.document.title.zh ?? row.policy,
      citation: (rule ?? manual)?.citation.zh ?? citedIn(row.why as FlagWhy),
      title: (rule ?? manual)?.title.zh ?? row.kind,
      answerable: answerableFor(policy, row.rule),
      occurredAt: row.occurredAt,
      plate: row.plate,
      plateColour: row.plateColour,
      place: await placeOf(reader, row, names),
      machine: row.machineId === null ? null : ((await reader.machines.find(row.machineId))?.name ?? null),
      why: row.why as FlagWhy,
    });
  }
  return told;
}

function citedIn(why: FlagWhy): string {
  if ('decision' in why) return why.decision.why.citation.zh;
  return 'citation' in why ? why.citation : '';
}

async function placeOf(
  reader: Pick<Reader, 'gates' | 'sites'>,
  { gateId, siteId, enterpriseId }: ViolationRow,
  names: ReadonlyMap<string, string>,
): Promise<string | null> {
  const gate = gateId === null ? undefined : await reader.gates.find(gateId);
  const site = siteId === null ? undefined : await reader.sites.find(siteId);
  const enterprise = enterpriseId === null ? undefined : names.get(enterpriseId);
  const parts = [enterprise, gate?.name, site && `${site.name}（${site.address}）`].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? null : parts.join(' ');
}
