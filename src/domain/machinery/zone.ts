import { stageNumber } from '../codes/emission-stage.ts';
import type { Message } from '../failure.ts';
import { holds, meets, type Polygon } from '../places/polygon.ts';
import { knownStage } from './known-stage.ts';
import type { ShownClass } from './shown-class.ts';
import { boundaryOf, pinOf, type SitePlace } from './site.ts';
import type { SmokeClass } from './smoke.ts';

/** Drafts may be edited; what is published never is: it ends, or a new version takes its place. What never began is withdrawn. */
export const ZONE_STATES = ['draft', 'published', 'withdrawn'] as const;

/** What is done with a version of a zone on its way. */
export const ZONE_STEPS = ['change', 'publish', 'end', 'withdraw'] as const;
type ZoneStep = (typeof ZONE_STEPS)[number];

/**
 * A low-emission zone (低排放区, 禁止使用高排放非道路移动机械区域) as its act has it, from a legal day to another, both included.
 * None is part of the service: every one is entered from the act that drew it.
 */
export type Zone = {
  readonly id: string;
  readonly name: string;
  readonly document: string;
  readonly citation: string;
  readonly polygons: readonly Polygon[];
  readonly from: string;
  readonly until: string | null;
  /** The oldest stage that may be used inside; null: none is named. */
  readonly minStage: string | null;
  readonly smokeClass: SmokeClass | null;
  /** Null: of every category, of every fuel. */
  readonly categories: readonly string[] | null;
  readonly fuels: readonly string[] | null;
  readonly exempted: readonly string[];
};

/**
 * Whether a step may be taken on a legal day. What bound people is not rewritten or taken back, nor is a published version that
 * replaces another: it has cut that one short.
 */
export function stepAllowed(
  step: ZoneStep,
  { status, from, replacesId }: { readonly status: string; readonly from: string; readonly replacesId: string | null },
  today: string,
): boolean {
  switch (step) {
    case 'change':
    case 'publish':
      return status === 'draft';
    case 'end':
      return status === 'published';
    case 'withdraw':
      return status === 'draft' || (status === 'published' && today < from && replacesId === null);
  }
}

/** Days, both included. */
export type Days = { readonly from: string; readonly until: string };

/** Those of the zones that are in force on one of these days. */
export function inForce<Z extends Pick<Zone, 'from' | 'until'>>(zones: readonly Z[], { from, until }: Days): Z[] {
  return zones.filter((zone) => zone.from <= until && (zone.until === null || from <= zone.until));
}

/**
 * Whether a site lies in a zone: its outline where it has one, with any part of it, else its pin. On the line is inside.
 * Undefined where nobody said where the site lies.
 */
export function liesIn(site: SitePlace, { polygons }: Pick<Zone, 'polygons'>): boolean | undefined {
  const [boundary, pin] = [boundaryOf(site), pinOf(site)];
  if (boundary) return polygons.some((polygon) => meets(polygon, boundary));
  return pin && polygons.some((polygon) => holds(polygon, pin));
}

/** What zones ask of a machine. */
export type ZonedMachine = {
  readonly category: string;
  readonly fuel: string | null;
  readonly emissionStage: string;
};

/** How a machine stands to a zone: it is not of those named, it meets the minimum, it is below, or that cannot be told. */
export type ZoneStanding = 'not_named' | 'meets' | 'below' | 'unknown';

type Demands = Pick<Zone, 'minStage' | 'smokeClass' | 'categories' | 'fuels'>;

/** Whether a zone's act names such machines; undefined where it names fuels and the machine's is not known. */
export function namesIn(
  zone: Pick<Zone, 'categories' | 'fuels'>,
  { category, fuel }: ZonedMachine,
): boolean | undefined {
  if (zone.categories && !zone.categories.includes(category)) return false;
  if (!zone.fuels) return true;
  return fuel === null ? undefined : zone.fuels.includes(fuel);
}

/**
 * Holds a machine against what a zone demands; `shown`: what its tests show of a class. A machine without a tailpipe is below
 * none. An unknown stage is not guessed, nor is what no test shows.
 */
export function standingIn(
  zone: Demands,
  machine: ZonedMachine,
  shown: (smokeClass: SmokeClass) => ShownClass,
): ZoneStanding {
  const named = namesIn(zone, machine);
  if (named === false) return 'not_named';
  const stage = knownStage(machine);
  if (stage === 'D') return 'meets';
  const demands = [stageStanding(zone, stage), smokeStanding(zone, shown)];
  if (demands.includes('below')) return named ? 'below' : 'unknown';
  return demands.includes('unknown') ? 'unknown' : 'meets';
}

function stageStanding({ minStage }: Demands, known: string | undefined): ZoneStanding {
  const [least, stage] = [stageNumber(minStage), stageNumber(known)];
  if (least === undefined) return 'meets';
  if (stage === undefined) return 'unknown';
  return stage >= least ? 'meets' : 'below';
}

function smokeStanding({ smokeClass }: Demands, shown: (smokeClass: SmokeClass) => ShownClass): ZoneStanding {
  if (smokeClass === null) return 'meets';
  return ({ within: 'meets', above: 'below', unknown: 'unknown' } as const)[shown(smokeClass)];
}

/** What is wrong with a zone's period or demands, if anything, and in which field. */
export function zoneFault({
  from,
  until,
  minStage,
  smokeClass,
}: Pick<Zone, 'from' | 'until' | 'minStage' | 'smokeClass'>):
  | { readonly field: 'until' | 'minStage'; readonly detail: Message }
  | undefined {
  if (until !== null && until < from) return { field: 'until', detail: ENDS_FIRST };
  if (minStage === null && smokeClass === null) return { field: 'minStage', detail: NO_DEMAND };
  return undefined;
}

const ENDS_FIRST: Message = { en: 'The zone ends before it begins.', zh: '区域截止日期早于生效日期。' };
const NO_DEMAND: Message = {
  en: 'Give the oldest stage that the act allows, the smoke class that it requires, or both.',
  zh: '请填写文件规定的最低排放阶段或烟度限值类别，至少一项。',
};
