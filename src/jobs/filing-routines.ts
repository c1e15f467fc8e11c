import type { At } from '../actions/at.ts';
import { numberFilings } from '../actions/machinery/number-filings.ts';
import { remindOfReviews } from '../actions/machinery/remind-of-reviews.ts';
import { endOverUnits } from '../actions/sites/answer-unit.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { Store } from '../store/store.ts';
import type { Routine } from './clockwork.ts';
import { stepByStep } from './step-by-step.ts';

const STEP = 200;

type Deps = {
  readonly store: Store;
  readonly policies: () => PolicySet;
  /** The moment, ids and salts of one run, under the routine's name. */
  readonly at: (name: string) => At;
  /** Given when the service stops: a routine then ends after the step it is at. */
  readonly signal: AbortSignal;
};

/** What is done about filings, and the units that file, by the clock. */
export function filingRoutines({ policies, at, signal, ...deps }: Deps): Routine[] {
  const store = stepByStep(deps.store, signal);
  return [
    {
      name: 'filing-reviews',
      everyMs: 10 * 60_000,
      run: async () => {
        const remind = () =>
          store.write((tx) => remindOfReviews(tx, { ...at('filing-reviews'), policies: policies() }, STEP));
        while (await remind());
      },
    },
    {
      name: 'site-unit-terms',
      everyMs: 60_000,
      run: async () => {
        while ((await store.write((tx) => endOverUnits(tx, at('site-unit-terms'), STEP))) === STEP);
      },
    },
    {
      name: 'filing-numbers',
      everyMs: 60 * 60_000,
      run: async () => {
        while ((await store.write((tx) => numberFilings(tx, policies(), STEP))) === STEP);
      },
    },
  ];
}
