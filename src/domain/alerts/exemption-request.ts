import type { Message } from '../failure.ts';

/** Where a request to be exempted (豁免申请) stands; all but the first are ends. */
export const REQUEST_STATES = ['submitted', 'granted', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

const STATE_NAMES: Readonly<Record<RequestState, Message>> = {
  submitted: { en: 'submitted', zh: '已提交' },
  granted: { en: 'granted', zh: '已批准' },
  refused: { en: 'refused', zh: '不予批准' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
};

/** Why a request can be neither decided nor taken back any more, if it cannot. */
export function closedRefusal(status: RequestState): Message | undefined {
  if (status === 'submitted') return undefined;
  const { en, zh } = STATE_NAMES[status];
  return { en: `The request is ${en}; this is not possible now.`, zh: `该申请${zh}，不能进行此操作。` };
}

type Term = { readonly from: number; readonly until: number };

/** Whether a term lies within the one that was asked for: it may be shortened, never widened. */
export const isWithin = (granted: Term, asked: Term): boolean =>
  asked.from <= granted.from && granted.until <= asked.until && granted.from < granted.until;
