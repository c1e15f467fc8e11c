import { chronological, compareIds } from './chronology.ts';
import { filedSpans } from './filing-validity.ts';
import type { InspectionRecord, MachineHistory } from './machine-history.ts';
import { entrySubject, inspectionSubject, type MachineSubject, useSubject } from './machine-subject.ts';
import { type Prohibition, prohibitionsOf } from './prohibition.ts';
import { exitOf, type Sighting, type Stay, staysOf } from './stay.ts';

export type MachineRecord = {
  readonly prohibitions: readonly Prohibition[];
  readonly stays: readonly Stay[];
  readonly subjects: readonly MachineSubject[];
};

/**
 * Derives from one machine's history its prohibitions, its stays on sites and what is to be judged: each stay's entry (2.4.6a), each
 * inspection, and each stay in which it was used under a prohibition (2.4.6b), at the first such instant. `today` is the
 * legal day that tells whether a returned filing's time still runs. The order in which things arrived does not matter.
 */
export function machineRecord(history: MachineHistory, today: string): MachineRecord {
  const prohibitions = prohibitionsOf(history.inspections);
  const stays = staysOf(
    history.filings.flatMap(({ id, siteId, enteredAt, exitedAt }) =>
      enteredAt === null ? [] : [{ id, siteId, enteredAt, exitedAt }],
    ),
    [
      ...history.siteEntries.map(({ id, siteId, enteredAt, working }) => ({
        ...{ kind: 'site_entry' as const, id, siteId, at: enteredAt, working },
      })),
      ...history.inspections.map(sightingOf),
    ],
    (history.voided ?? []).map(sightingOf),
  );
  const filings = [...history.filings]
    .sort((a, b) => compareIds(a.id, b.id))
    .map(({ id, siteId, enteredAt, exitedAt, events }) => ({
      ...{ id, siteId, spans: filedSpans(events, today) },
      endedAt: enteredAt === null ? undefined : exitOf({ enteredAt, exitedAt }),
    }));
  const inspections = chronological(history.inspections, (inspection) => inspection.inspectedAt);
  return {
    prohibitions,
    stays,
    subjects: [
      ...stays.map((stay) => entrySubject(stay, filings)),
      ...inspections.map((inspection) => inspectionSubject(inspection, prohibitions)),
      ...stays.flatMap((stay) => useSubject(stay, prohibitions) ?? []),
    ],
  };
}

const sightingOf = ({ id, siteId, inspectedAt, working }: InspectionRecord): Sighting => ({
  ...{ kind: 'inspection', id, siteId, at: inspectedAt, working },
});
