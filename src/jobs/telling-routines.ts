import type { At } from '../actions/at.ts';
import { deliverMessages } from '../actions/telling/deliver.ts';
import { followFindings } from '../actions/telling/follow.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import type { Store } from '../store/store.ts';
import type { Routine } from './clockwork.ts';
import { type SendingDeps, sendWebhooks } from './send-webhooks.ts';
import { stepByStep } from './step-by-step.ts';

type Deps = {
  readonly store: Store;
  readonly policies: () => PolicySet;
  /** How webhooks are reached. */
  readonly webhooks: Pick<SendingDeps, 'send' | 'secretOf' | 'ticks' | 'signal'>;
  /** The moment, ids and salts of one run, under the routine's name. */
  readonly at: (name: string) => At;
};

/** How what is to be told goes out: into inboxes, and to webhooks. */
export function tellingRoutines({ store, policies, webhooks, at }: Deps): Routine[] {
  const inSteps = stepByStep(store, webhooks.signal);
  return [
    {
      name: 'messages',
      everyMs: 5_000,
      run: async () => {
        await followFindings(inSteps, () => ({ ...at('messages'), policies: policies() }));
        await deliverMessages(inSteps, () => at('messages'));
      },
    },
    {
      name: 'webhooks',
      everyMs: 2_000,
      run: async () => {
        // Gives back what it claimed when it stops, and so has to write then.
        await sendWebhooks({ store: stepByStep(store), ...webhooks, at: () => at('webhooks') });
      },
    },
  ];
}
