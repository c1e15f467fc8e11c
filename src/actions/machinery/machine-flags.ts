import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import { knownStage } from '../../domain/machinery/known-stage.ts';
import { wasOnSite } from '../../domain/machinery/site-unit.ts';
import type { RuleDecision } from '../../domain/policy/kernel.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { ProhibitionRow } from '../../store/prohibitions.ts';
import { orderEvidence } from '../alerts/order-evidence.ts';
import type { InspectionJudgement, JudgedSubject, MachineCase } from './machine-case.ts';

/** The flags that should stand for a judged machine: one per kind of each subject, the first broken rule in policy order leading. */
export function machineFlags(
  machine: MachineRow,
  found: MachineCase,
  prohibitions: ReadonlyMap<string, ProhibitionRow>,
): DesiredFlag[] {
  return found.judged.flatMap((judged) =>
    kindsBroken(judged).map(([kind, broken]) => {
      const { subject, legalDay, policy, beforePublication } = judged;
      const [decision, ...also] = broken;
      if (!decision || policy === null) throw new Error('a flag is raised by a decision under a policy');
      return {
        kind,
        subjectKey: subject.subjectKey,
        formerKeys: subject.formerKeys,
        effect: decision.effect,
        rule: decision.rule,
        clause: decision.clause,
        alsoRules: also.map(({ rule, clause }) => ({ rule, clause })),
        policy,
        occurredAt: subject.occurredAt,
        legalDay,
        beforePublication,
        ...placeOf(found, subject.siteId),
        siteId: subject.siteId,
        machineId: machine.id,
        emissionStage: knownStage(machine) ?? 'X',
        evidence: evidenceOf(judged, found, prohibitions),
        why: { decision, ...(also.length > 0 ? { also } : {}), facts: subject.facts },
      };
    }),
  );
}

/** The kinds of flags that a subject's decisions call for, each with the rules that call for it. */
export function kindsBroken({ decisions }: JudgedSubject): [string, RuleDecision[]][] {
  const kinds = new Map<string, RuleDecision[]>();
  for (const decision of decisions) {
    if (!decision.kind || (decision.outcome !== 'violation' && decision.outcome !== 'review')) continue;
    kinds.set(decision.kind, [...(kinds.get(decision.kind) ?? []), decision]);
  }
  return [...kinds];
}

/** Whose site it is, as every row of that site tells alike. */
function placeOf(found: MachineCase, siteId: string) {
  const filings = found.filings.map((filing) => ({
    ...filing,
    organisationId: filing.siteOrganisationId ?? filing.organisationId,
  }));
  const row = [...filings, ...found.siteEntries, ...found.inspections].find((one) => one.siteId === siteId);
  return { countyCode: row?.countyCode ?? null, organisationId: row?.organisationId ?? null };
}

function evidenceOf(
  { subject, legalDay }: JudgedSubject,
  { inspections, units }: MachineCase,
  prohibitions: ReadonlyMap<string, ProhibitionRow>,
): DesiredFlag['evidence'] {
  const { filingIds, siteEntryIds, inspectionIds, prohibitionInspectionIds, orders = [] } = subject.evidence;
  const inspection =
    subject.judges === 'inspection' ? inspections.find(({ id }) => inspectionIds.includes(id)) : undefined;
  return {
    filingIds,
    siteEntryIds,
    inspectionIds,
    prohibitionIds: prohibitionInspectionIds.flatMap((id) => prohibitions.get(id)?.id ?? []),
    ...unitsOn(units, subject.siteId, legalDay),
    ...(inspection ? { measured: measured(inspection) } : {}),
    ...orderEvidence(orders),
  };
}

/** The other units that were on the site that day, for whoever has to find who answers. */
function unitsOn(units: MachineCase['units'], siteId: string, day: string): DesiredFlag['evidence'] {
  const there = units.filter((unit) => unit.siteId === siteId && wasOnSite(unit, day));
  if (there.length === 0) return {};
  return { units: there.map(({ organisationId, role }) => ({ organisationId, role })) };
}

/** In m⁻¹, as it is shown. */
function measured({ judgement, ringelmann }: InspectionRow): Record<string, unknown> {
  const { class: smokeClass, limitE3, valueE3 } = judgement as InspectionJudgement;
  return {
    ...(smokeClass === undefined ? {} : { class: smokeClass }),
    ...(limitE3 === undefined ? {} : { limit: limitE3 / 1000 }),
    ...(valueE3 === undefined ? {} : { value: valueE3 / 1000 }),
    ...(ringelmann === null ? {} : { ringelmann }),
  };
}
