import { cleanTransportReport } from './clean-transport.ts';
import { comparisonReport } from './comparison.ts';
import { connectivityReport } from './connectivity.ts';
import { filingReport } from './filings.ts';
import { machineReport } from './machines.ts';
import { passageReport } from './passages.ts';
import { repeatOffenderReport } from './repeat-offenders.ts';
import type { ReportDef } from './report.ts';
import { retirementReport } from './retirements.ts';
import { siteReport } from './sites.ts';
import { spotCheckReport } from './spot-checks.ts';
import { violationReport } from './violations.ts';

export const REPORT_KINDS = [
  'comparison',
  'passages',
  'violations',
  'repeat-offenders',
  'clean-transport',
  'connectivity',
  'filings',
  'machines',
  'sites',
  'retirements',
  'spot-checks',
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Every report (报表) there is. */
export const REPORTS: Readonly<Record<ReportKind, ReportDef>> = {
  comparison: comparisonReport,
  passages: passageReport,
  violations: violationReport,
  'repeat-offenders': repeatOffenderReport,
  'clean-transport': cleanTransportReport,
  connectivity: connectivityReport,
  filings: filingReport,
  machines: machineReport,
  sites: siteReport,
  retirements: retirementReport,
  'spot-checks': spotCheckReport,
};
