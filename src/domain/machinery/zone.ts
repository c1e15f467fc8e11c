import { stageNumber } from '../codes/emission-stage.ts';
import { isCombustion } from '../codes/fuel.ts';
import type { Message } from '../failure.ts';
import { holds, meets, type Polygon } from '../places/polygon.ts';
import { boundaryOf, pinOf, type SitePlace } from './site.ts';
import type { SmokeClass } from './smoke.ts';

/** Drafts may be edited; what is published never is: it ends, or a new version takes its place. What never began is withdrawn. */
export const ZONE_STATES = ['draft', 'published', 'withdrawn'] as const;

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

/** Holds a machine against a zone's minimum. A machine without a tailpipe is below none; an unknown stage is not guessed. */
export function standingIn(zone: Pick<Zone, 'minStage' | 'categories' | 'fuels'>, machine: ZonedMachine): ZoneStanding {
  const { category, fuel, emissionStage } = machine;
  if (zone.categories && !zone.categories.includes(category)) return 'not_named';
  if (zone.fuels && fuel !== null && !zone.fuels.includes(fuel)) return 'not_named';
  const least = stageNumber(zone.minStage);
  if (least === undefined) return 'meets';
  if (emissionStage === 'D' && (fuel === null || !isCombustion(fuel))) return 'meets';
  const stage = stageNumber(emissionStage);
  if (stage === undefined) return 'unknown';
  if (stage >= least) return 'meets';
  return zone.fuels && fuel === null ? 'unknown' : 'below';
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
