import {
  FILING_ACTIONS,
  FILING_STATES,
  type FilingAction,
  type FilingState,
} from '../../src/domain/machinery/filing.ts';

/** How far a machine has come on the site of its filing. */
export const PRESENCES = ['not come', 'on the site', 'left'] as const;
export type Presence = (typeof PRESENCES)[number];
export type Standing = { readonly status: FilingState; readonly presence: Presence };

/** Every state a filing can be in, with every presence of its machine. */
export const STANDINGS: readonly Standing[] = FILING_STATES.flatMap((status) =>
  PRESENCES.map((presence) => ({ status, presence })),
);

/**
 * What may be done in which of them: a group for each state (submitted, accepted, returned, rejected, withdrawn), in it a
 * letter for not come, on the site, left. `y` it may, `.` it may not.
 */
const TABLE: Readonly<Record<FilingAction, string>> = {
  //         subm acce retu reje with
  accept: '  yyy  ...  ...  ...  ...',
  return: '  yyy  ...  ...  ...  ...',
  reject: '  yyy  ...  ...  ...  ...',
  resubmit: '...  ...  yyy  ...  ...',
  withdraw: 'yyy  yyy  yyy  ...  ...',
  amend: '   yy.  ...  yy.  ...  ...',
  extend: '  ...  yy.  ...  ...  ...',
  entry: '   y..  y..  y..  ...  ...',
  exit: '    .y.  .y.  .y.  .y.  .y.',
};

/** Whether an action may be done in a standing, by the table. */
export function isAllowed(action: FilingAction, standing: Standing): boolean {
  const letters = TABLE[action].replace(/ /g, '');
  return (
    letters[STANDINGS.findIndex((one) => one.status === standing.status && one.presence === standing.presence)] === 'y'
  );
}

/** The state that follows on an allowed action. */
export const AFTER: Readonly<Record<FilingAction, FilingState | 'the same'>> = {
  ...{ accept: 'accepted', return: 'returned', reject: 'rejected', resubmit: 'submitted', withdraw: 'withdrawn' },
  ...{ amend: 'the same', extend: 'the same', entry: 'the same', exit: 'the same' },
};

/** Every action in every standing. */
export const CASES = STANDINGS.flatMap((standing) => FILING_ACTIONS.map((action) => ({ standing, action })));
