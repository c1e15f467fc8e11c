import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { At } from '../at.ts';
import type { JudgingAt } from '../enforcement/judged-change.ts';

/** What judging a machine needs: the policies known, and the moment that tells whether a returned filing's time still runs. */
export type Judging = { readonly policies: PolicySet; readonly now: number };

/** What an action of this room needs of its surroundings. */
export type MachineryAt = At & Judging & Pick<JudgingAt, 'cause'>;
