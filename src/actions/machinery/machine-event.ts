import { VOID_STATUSES } from '../../domain/enforcement/violation.ts';
import { useFacts } from '../../domain/machinery/machine-facts.ts';
import { prohibitionAt } from '../../domain/machinery/prohibition.ts';
import type { Reader } from '../../store/store.ts';
import type { Judging } from './context.ts';
import { type JudgedSubject, judge, machineCase } from './machine-case.ts';
import { kindsBroken } from './machine-flags.ts';

/** Something that happened to a machine at an instant; without one (a filing not entered on) only what it is evidence of is told. */
export type MachineEvent = {
  readonly kind: 'filing' | 'site_entry' | 'inspection';
  readonly id: string;
  readonly machineId: string;
  readonly siteId: string;
  readonly at: number | null;
  readonly working: boolean | null;
};

/** How an event stands in its machine's record. */
export type EventJudgement = {
  /** Flags it raised or is evidence of that still stand. */
  readonly violations: readonly { readonly id: string; readonly kind: string }[];
  /** What the rules decide about the entry, the inspection and the use that it is part of. */
  readonly judged: readonly JudgedSubject[];
};

/** The flags and decisions of an event, as everything on file today makes them. */
export async function judgementOf(
  reader: Pick<Reader, 'violations'> & Parameters<typeof machineCase>[0],
  event: MachineEvent,
  judging: Judging,
): Promise<EventJudgement> {
  const { judged, record } = await machineCase(reader, event.machineId, judging);
  const concerned = judged.filter(({ subject }) => idsOf(subject.evidence, event.kind).includes(event.id));
  const flags = (await reader.violations.ofMachine(event.machineId)).filter(
    ({ status }) => !VOID_STATUSES.some((gone) => gone === status),
  );
  const violations = concerned.flatMap((one) =>
    kindsBroken(one).flatMap(([kind]) =>
      flags
        .filter((flag) => flag.kind === kind && flag.subjectKey === one.subject.subjectKey)
        .map(({ id }) => ({ id, kind })),
    ),
  );
  const used = concerned.some(({ subject }) => subject.judges === 'machine_use');
  const { at } = event;
  if (used || at === null) return { violations, judged: concerned };
  const prohibition = prohibitionAt(record.prohibitions, at);
  const facts = useFacts({
    prohibited: prohibition !== undefined && prohibition.inspectionId !== event.id,
    reportedToEnter: event.kind === 'filing',
    working: event.kind === 'filing' ? null : event.working,
  });
  const { siteId } = event;
  const use = judge(judging.policies, {
    judges: 'machine_use',
    subjectKey: `${event.kind}:${event.id}`,
    formerKeys: [],
    siteId,
    occurredAt: at,
    facts,
    evidence: NONE,
  });
  return { violations, judged: [...concerned, use] };
}

const NONE = { filingIds: [], siteEntryIds: [], inspectionIds: [], prohibitionInspectionIds: [] };

function idsOf(evidence: JudgedSubject['subject']['evidence'], kind: MachineEvent['kind']): readonly string[] {
  switch (kind) {
    case 'filing':
      return evidence.filingIds;
    case 'site_entry':
      return evidence.siteEntryIds;
    case 'inspection':
      return evidence.inspectionIds;
  }
}
