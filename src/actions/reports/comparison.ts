import type { Figure } from '../../domain/reports/figure.ts';
import { cleanTransportReport } from './clean-transport.ts';
import { connectivityReport } from './connectivity.ts';
import { filingReport } from './filings.ts';
import { passageReport } from './passages.ts';
import { repeatOffenderReport } from './repeat-offenders.ts';
import type { Answer, Question, ReportDef } from './report.ts';
import { retirementReport } from './retirements.ts';
import { spotCheckReport } from './spot-checks.ts';
import { violationReport } from './violations.ts';

/** Of each report the figures that counties are compared by, under names of their own. */
const PARTS: readonly (readonly [ReportDef, Readonly<Record<string, string>>])[] = [
  [
    passageReport,
    {
      accesses: 'accesses',
      chinaViShare: 'chinaViShare',
      chinaViShareTold: 'chinaViShareTold',
      unknownShare: 'unknownShare',
    },
  ],
  [cleanTransportReport, { cleanShare: 'cleanShare' }],
  [violationReport, { breaches: 'breaches', open: 'openBreaches', reviews: 'reviews' }],
  [repeatOffenderReport, { vehicles: 'repeatVehicles', enterprises: 'repeatEnterprises' }],
  [connectivityReport, { transmissionRate: 'transmissionRate', gates: 'gates', silent: 'silentGates' }],
  [filingReport, { filings: 'filings', averageHours: 'filingHours', lateShare: 'lateFilingShare' }],
  [retirementReport, { retiredShare: 'retiredShare', remaining: 'stillToRetire' }],
  [spotCheckReport, { errorRate: 'spotCheckErrorRate' }],
];

/** The counties side by side (县区对比): the leading figures of every report. */
export const comparisonReport: ReportDef = {
  title: { zh: '县区对比', en: 'Counties compared' },
  action: 'report.monthly',
  rows: ['county'],
  narrowedBy: ['countyCode'],
  byWholeMonths: true,
  figures: PARTS.flatMap(([def, names]) =>
    Object.entries(names).flatMap(([name, as]): Figure[] => {
      const figure = def.figures.find((one) => one.name === name);
      return figure ? [{ ...figure, name: as }] : [];
    }),
  ),
  count: async (question: Question): Promise<Answer> => {
    const answers: [Answer, Readonly<Record<string, string>>][] = [];
    for (const [def, names] of PARTS) answers.push([await def.count(question), names]);
    return {
      keys: [...new Set(answers.flatMap(([{ keys }]) => keys))],
      cells: (key) =>
        Object.fromEntries(
          answers.flatMap(([{ cells }, names]) =>
            Object.entries(cells(key)).flatMap(([name, cell]) => {
              const as = names[name];
              return as === undefined ? [] : [[as, cell] as const];
            }),
          ),
        ),
    };
  },
};
