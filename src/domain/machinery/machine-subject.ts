import type { OrderNote } from '../policy/kernel.ts';
import type { Facts } from '../policy/vocabulary.ts';
import { type FiledSpan, filedLate } from './filing-validity.ts';
import { inspectionFacts, stayFacts, useFacts } from './machine-facts.ts';
import type { InspectionRecord } from './machine-history.ts';
import { type Prohibition, prohibitionAt } from './prohibition.ts';
import type { Sighting, Stay } from './stay.ts';

export type MachineEvidence = {
  readonly filingIds: readonly string[];
  readonly siteEntryIds: readonly string[];
  readonly inspectionIds: readonly string[];
  /** Inspections that opened the prohibitions concerned. */
  readonly prohibitionInspectionIds: readonly string[];
  /** Orders that barred the work concerned. */
  readonly orders?: readonly OrderNote[];
};

/**
 * Something the rule document is to judge, with its facts. `subjectKey` is unique with the flag's kind; `formerKeys` are keys under
 * which an earlier judgement of the same subject may stand.
 */
export type MachineSubject = {
  readonly judges: 'site_entry' | 'inspection' | 'machine_use' | 'machine_work';
  readonly subjectKey: string;
  readonly formerKeys: readonly string[];
  readonly siteId: string;
  readonly occurredAt: number;
  readonly facts: Facts;
  readonly evidence: MachineEvidence;
};

/** A filing as far as an entry asks: for which site, when it counted as filed, and when its own stay ended (undefined: it did not). */
export type FiledFor = {
  readonly id: string;
  readonly siteId: string;
  readonly spans: readonly FiledSpan[];
  readonly endedAt: number | undefined;
};

/**
 * A stay's entry, to be judged by clause 2.4.6a against the filings of its site by any unit. One filing is for one stay: where
 * the machine left on it before, it does not count for coming back.
 */
export function entrySubject(stay: Stay, filings: readonly FiledFor[]): MachineSubject {
  const ofSite = filings.filter(
    ({ siteId, endedAt }) => siteId === stay.siteId && (endedAt === undefined || endedAt >= stay.enteredAt),
  );
  const facts = stayFacts(
    ofSite.map(({ spans }) => spans),
    stay.enteredAt,
  );
  const concerned = ofSite.filter(
    ({ id, spans }) =>
      id === stay.filingId || (facts['filing.late']?.value === true && filedLate(spans, stay.enteredAt)),
  );
  return {
    judges: 'site_entry',
    ...stayKeys(stay),
    siteId: stay.siteId,
    occurredAt: stay.enteredAt,
    facts,
    evidence: evidenceOf(
      concerned.map(({ id }) => id),
      stay.sightings,
      [],
    ),
  };
}

/** An inspection, to be judged by clause 2.4.6b. */
export function inspectionSubject(inspection: InspectionRecord, prohibitions: readonly Prohibition[]): MachineSubject {
  const opened = prohibitions.filter(({ inspectionId }) => inspectionId === inspection.id);
  return {
    judges: 'inspection',
    subjectKey: `inspection:${inspection.id}`,
    formerKeys: [],
    siteId: inspection.siteId,
    occurredAt: inspection.inspectedAt,
    facts: inspectionFacts(inspection),
    evidence: {
      filingIds: [],
      siteEntryIds: [],
      inspectionIds: [inspection.id],
      prohibitionInspectionIds: opened.map(({ inspectionId }) => inspectionId),
    },
  };
}

/** A machine reported to enter a site, or seen at work there. */
export type Use = {
  readonly at: number;
  readonly reportedToEnter: boolean;
  readonly working: boolean | null;
  readonly sighting?: Sighting;
};

/** A stay's first use under a prohibition (clause 2.4.6b), with every further one as evidence; undefined where there is none. */
export function useSubject(stay: Stay, prohibitions: readonly Prohibition[]): MachineSubject | undefined {
  const uses = usesOf(stay).flatMap((use) => {
    const prohibition = prohibitionAt(prohibitions, use.at);
    return prohibition && prohibition.inspectionId !== use.sighting?.id ? [{ ...use, prohibition }] : [];
  });
  const [first] = uses;
  if (!first) return undefined;
  return {
    judges: 'machine_use',
    ...stayKeys(stay),
    siteId: stay.siteId,
    occurredAt: first.at,
    facts: useFacts({ prohibited: true, reportedToEnter: first.reportedToEnter, working: first.working }),
    evidence: useEvidence(
      stay,
      uses,
      uses.map(({ prohibition }) => prohibition.inspectionId),
    ),
  };
}

/** Uses of a machine in a stay: the reported entry that opens it unless it was seen standing idle, then every sighting at work. */
export function usesOf(stay: Stay): Use[] {
  const entered: Use[] =
    stay.filingId === undefined ? [] : [{ at: stay.enteredAt, reportedToEnter: true, working: null }];
  return [
    ...entered,
    ...stay.sightings.flatMap((sighting, index): Use[] => {
      const opens = stay.filingId === undefined && index === 0 && sighting.kind === 'site_entry';
      const { at, working } = sighting;
      return working === true || (opens && working === null) ? [{ at, reportedToEnter: opens, working, sighting }] : [];
    }),
  ];
}

/** What shows these uses of a stay. */
export function useEvidence(
  stay: Stay,
  uses: readonly Use[],
  prohibitionInspectionIds: readonly string[] = [],
): MachineEvidence {
  return evidenceOf(
    stay.filingId === undefined ? [] : [stay.filingId],
    uses.flatMap(({ sighting }) => sighting ?? []),
    prohibitionInspectionIds,
  );
}

/** The keys under which flags of a stay stand. */
export function stayKeys({ key, aliases }: Stay): Pick<MachineSubject, 'subjectKey' | 'formerKeys'> {
  return {
    subjectKey: `stay:${key}`,
    formerKeys: aliases.filter((id) => id !== key).map((id) => `stay:${id}`),
  };
}

function evidenceOf(
  filingIds: readonly string[],
  sightings: readonly Sighting[],
  prohibitionInspectionIds: readonly string[],
): MachineEvidence {
  const idsOf = (kind: Sighting['kind']) => sightings.filter((seen) => seen.kind === kind).map(({ id }) => id);
  return {
    filingIds,
    siteEntryIds: idsOf('site_entry'),
    inspectionIds: idsOf('inspection'),
    prohibitionInspectionIds: [...new Set(prohibitionInspectionIds)],
  };
}
