/** Which page of the console shows the rows of which list of the API. Pages take the filters of their list in their address. */
const PAGES: Readonly<Record<string, string>> = {
  '/alerts': '/alerts',
  '/appeals': '/appeals',
  '/cases': '/cases',
  '/clean-transport': '/clean-transport',
  '/connectivity': '/connectivity',
  '/dead-letters': '/connectivity/dead-letters',
  '/exemption-requests': '/alerts/requests',
  '/filings': '/filings',
  '/machine-claims': '/machines/claims',
  '/machines': '/machines',
  '/passages': '/passages',
  '/passages/doubtful': '/passages/doubtful',
  '/prohibitions': '/machines',
  '/retirements': '/retirement',
  '/sign-ups': '/organisations/sign-ups',
  '/site-units': '/sites',
  '/sites': '/sites',
  '/vehicles': '/vehicles',
  '/vehicles/verification-queue': '/verification',
  '/violations': '/violations',
  '/violators': '/violators',
  '/visits': '/inside/visits',
};

/** Lists that have no page of their own: the page of the rows behind a number shows them. */
const ROWS: readonly string[] = ['/gate-counts'];

const API = '/api/v1';

/** The page that shows the rows of a call of the API (`/api/v1/violations?effect=breach`), or undefined where none does. */
export function pageOf(call: string): string | undefined {
  const [path = '', query] = call.slice(call.startsWith(API) ? API.length : 0).split('?');
  if (ROWS.includes(path)) return `/reports/rows?${new URLSearchParams({ call }).toString()}`;
  const page = PAGES[path] ?? oneOf(path);
  if (page === undefined) return undefined;
  return query ? `${page}?${query}` : page;
}

/** The page of one row: what stands behind the list is its id. */
function oneOf(path: string): string | undefined {
  const cut = path.lastIndexOf('/');
  const page = PAGES[path.slice(0, cut)];
  return page === undefined ? undefined : `${page}${path.slice(cut)}`;
}

/** The filters that the pages of lists take from their address, of the lists that numbers of reports are of. */
const FILTERS: Readonly<Record<string, readonly string[]>> = {
  '/clean-transport': ['fromMonth', 'toMonth', 'countyCode', 'enterpriseId', 'mode'],
  '/connectivity': ['countyCode', 'enterpriseId', 'state'],
  '/filings': ['from', 'to', 'countyCode', 'organisationId', 'siteId', 'status', 'entry', 'accepted', 'overdue'],
  '/machines': ['category', 'emissionStage', 'status', 'organisationId', 'siteId'],
  '/passages': [
    ...['from', 'to', 'countyCode', 'enterpriseId', 'gateId', 'outcome', 'direction', 'emissionStage', 'counted'],
    ...['vehicleClass', 'stageBasis', 'newEnergy', 'load', 'chinaVi'],
  ],
  '/retirements': ['countyCode', 'status', 'proven'],
  '/violations': [
    ...['from', 'to', 'kind', 'effect', 'rule', 'clause', 'countyCode', 'enterpriseId', 'organisationId', 'status'],
  ],
  '/violators': ['by', 'from', 'to', 'clause', 'countyCode'],
};

/** The page of a list that shows just the rows of a call; undefined where it would leave out a filter and so show others. */
export function listPageOf(call: string): string | undefined {
  const [path = '', query = ''] = call.slice(call.startsWith(API) ? API.length : 0).split('?');
  const known = FILTERS[path];
  if (!known || [...new URLSearchParams(query).keys()].some((name) => !known.includes(name))) return undefined;
  return pageOf(call);
}
