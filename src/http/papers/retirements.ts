import { type RetirementFilter, retirementChunks } from '../../actions/retirement/list-retirements.ts';
import { type Sighted, sightingChunks } from '../../actions/retirement/sightings.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { tableBytes } from '../../exports/table-bytes.ts';
import type { SightingFilter } from '../../store/retirements.ts';
import { RETIREMENT_COLUMNS, SIGHTING_COLUMNS } from '../retirement-columns.ts';
import type { As, Desk } from './desk.ts';

type RetirementsPaper = As & { readonly actor: Actor; readonly filter: RetirementFilter; readonly now: number };

/** The whole retirement list (淘汰名单). */
export const retirementsPaper = ({ reader, policies }: Desk, { actor, filter, now, ...as }: RetirementsPaper) =>
  tableBytes(
    { ...as, title: { zh: '淘汰名单', en: 'Retirement list' }, columns: RETIREMENT_COLUMNS },
    retirementChunks(reader, actor, filter, { policies, now }),
  );

type SightingsPaper = As & { readonly actor: Actor; readonly filter: SightingFilter };

/** Vehicles that passed gates while overdue for retirement, a row for each enterprise. */
export const sightingsPaper = ({ reader }: Desk, { actor, filter, ...as }: SightingsPaper) =>
  tableBytes(
    { ...as, title: { zh: '逾期未淘汰车辆过车', en: 'Sightings' }, columns: SIGHTING_COLUMNS },
    byPlace(sightingChunks(reader, actor, filter)),
  );

async function* byPlace(chunks: AsyncIterable<readonly Sighted[]>) {
  for await (const chunk of chunks) yield chunk.flatMap((one) => one.at.map((place) => ({ ...one, one: place })));
}
