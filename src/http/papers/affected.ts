import { type AffectedThing, type Asked, affectedBy, type Terms } from '../../actions/alerts/affected.ts';
import { tableBytes } from '../../exports/table-bytes.ts';
import type { Reader } from '../../store/store.ts';
import { AFFECTED_COLUMNS, type NamedThing } from '../alert-affected.ts';
import type { As, Desk } from './desk.ts';

type AffectedPaper = As & Omit<Asked, 'policies'> & { readonly terms: Terms };

/** Whom an order binds: a row for each enterprise and site. */
export const affectedPaper = (
  { reader, policies }: Desk,
  { terms, now, days, ...as }: AffectedPaper,
): AsyncGenerator<Buffer> =>
  tableBytes(
    { ...as, title: { zh: '管控令受影响单位', en: 'Affected by an order' }, columns: AFFECTED_COLUMNS },
    namedThings(reader, terms, { policies, now, days }),
  );

/** Enterprises and sites that an order binds, each site with the name of who builds there. */
export async function* namedThings(reader: Reader, terms: Terms, asked: Asked): AsyncGenerator<NamedThing[]> {
  for await (const things of affectedBy(reader, terms, asked)) {
    const names = await reader.organisations.namesOf(things.flatMap((thing) => contractorOf(thing) ?? []));
    yield things.map((thing) => ({ thing, contractor: names.get(contractorOf(thing) ?? '') ?? null }));
  }
}

const contractorOf = (thing: AffectedThing): string | undefined =>
  'site' in thing ? thing.site.site.organisationId : undefined;
