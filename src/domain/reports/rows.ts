/** What machines are grouped by besides. */
export type MachineGroup = ReportGroup | 'category' | 'site';

/** What numbers are grouped by: the whole of a scope, its counties, or its enterprises (of filings: contractors). */
export type ReportGroup = 'all' | 'county' | 'organisation';

/** The key of the one row of the group `all`. */
export const WHOLE = '';
