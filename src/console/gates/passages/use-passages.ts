import { api, type Row, told } from '../../api/client.ts';
import { type Pages, usePages } from '../../parts/use-pages.ts';
import type { PassageFilters } from './passage-filters.tsx';

export type Passage = Row<'/api/v1/passages'>;

/** Passages by the filters of the page; of one plate where it is given, which never stands in an address. */
export function usePassages(filters: PassageFilters, plate: string): Pages<Passage> {
  return usePages<Passage>(['passages', filters, plate], (cursor) => {
    const more = cursor === undefined ? {} : { cursor };
    if (plate === '')
      return told(api.GET('/api/v1/passages', { params: { query: { ...(filters as object), ...more } } }));
    const { from, to, enterpriseId, gateId, countyCode, outcome, direction, barrier } = filters;
    const body: object = { from, to, enterpriseId, gateId, countyCode, outcome, direction, barrier, plate, ...more };
    return told(api.POST('/api/v1/passages/search', { body: body as { plate: string } }));
  });
}
