/** One thing that is wrong with a row, as the spreadsheet numbers it. */
export type ImportFault = {
  readonly row: number;
  readonly column: string | null;
  readonly heading: string | null;
  readonly detail: string;
};

/** How an import went, or would go; beside these members it counts each outcome under its name. */
export type ImportReport = {
  readonly id: string | null;
  readonly dryRun: boolean;
  readonly status: 'queued' | 'done' | 'failed' | 'cancelled';
  readonly total: number;
  readonly done: number;
  readonly tried: number;
  readonly faultyRows: number;
  readonly faults: readonly ImportFault[];
};
