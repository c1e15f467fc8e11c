import type { Readable } from 'node:stream';
import { readUnsealed, type Sought } from '../../actions/seals/seal.ts';
import { affectedPaper } from './affected.ts';
import type { Desk } from './desk.ts';
import { ledgerPaper } from './ledger.ts';
import { observationsPaper } from './observations.ts';
import { previewPaper } from './preview.ts';
import { machineryReturnPaper, monthlyPaper, reportPage, reportPaper } from './reports.ts';
import { retirementsPaper, sightingsPaper } from './retirements.ts';
import { spotCheckPaper } from './spot-check.ts';
import { refillsPaper, ureaFiguresPaper } from './urea.ts';
import { violationsPaper } from './violations.ts';

/** Every file that is written from many rows. What each is given is plain data, so that a thread can write it. */
export const PAPERS = {
  affected: affectedPaper,
  ledger: ledgerPaper,
  'machinery-return': machineryReturnPaper,
  monthly: monthlyPaper,
  observations: observationsPaper,
  preview: previewPaper,
  refills: refillsPaper,
  report: reportPaper,
  retirements: retirementsPaper,
  sightings: sightingsPaper,
  'spot-check': spotCheckPaper,
  'urea-figures': ureaFiguresPaper,
  violations: violationsPaper,
} as const satisfies Readonly<Record<string, (desk: Desk, asked: never) => AsyncIterable<Uint8Array>>>;

/** Every answer that is worked out from many rows. */
export const ANSWERS = {
  'report-page': reportPage,
  unsealed: ({ reader }: Desk, sought: Sought) => readUnsealed(reader, sought),
} as const;

type Asked<F> = F extends (desk: Desk, asked: infer A) => unknown ? A : never;
type Given<F> = F extends (...args: never[]) => Promise<infer G> ? G : never;

/** Papers as they are asked for: made in a thread, which neither holds up the process nor is held up by it. */
export type Papers = {
  /** The bytes of a file while it is written; a reader that goes away ends the writing. */
  write<N extends keyof typeof PAPERS>(name: N, asked: Asked<(typeof PAPERS)[N]>): Readable;
  answer<N extends keyof typeof ANSWERS>(
    name: N,
    asked: Asked<(typeof ANSWERS)[N]>,
  ): Promise<Given<(typeof ANSWERS)[N]>>;
  close(): Promise<void>;
};
