import type { Message } from '../failure.ts';

/** A case about who holds a machine (权属): claimed from its holder (归属争议、过户申请), or offered by it (转让). */
export const CLAIM_KINDS = ['claim', 'offer'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** States of such a case. A claim that is contested, or not answered in its time, is decided by an officer; an offer not answered in its time, an officer ends. */
export const CLAIM_STATUSES = ['open', 'contested', 'agreed', 'granted', 'refused', 'declined', 'withdrawn'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export const RUNNING_CLAIMS = ['open', 'contested'] as const satisfies readonly ClaimStatus[];

/** Why somebody claims a machine or gives it away. */
export const CLAIM_GROUNDS = {
  sale: { en: 'bought and sold', zh: '买卖过户' },
  lease_ended: { en: 'the lease ended', zh: '租赁期满收回' },
  merger: { en: 'the organisations merged or split', zh: '单位合并或分立' },
  registered_by_mistake: { en: 'registered by somebody it does not belong to', zh: '登记有误' },
  other: { en: 'something else', zh: '其他' },
} as const satisfies Record<string, Message>;
export type ClaimGrounds = keyof typeof CLAIM_GROUNDS;
export const CLAIM_GROUND_CODES = Object.keys(CLAIM_GROUNDS) as [ClaimGrounds, ...ClaimGrounds[]];

export type ClaimAction = 'agree' | 'contest' | 'decline' | 'grant' | 'refuse' | 'withdraw';
export type ClaimSide = 'claimant' | 'holder' | 'officer';

type Step = { readonly from: readonly ClaimStatus[]; readonly to: ClaimStatus; readonly by: ClaimSide };

const STEPS: Readonly<Record<ClaimKind, Readonly<Partial<Record<ClaimAction, Step>>>>> = {
  claim: {
    agree: { from: ['open', 'contested'], to: 'agreed', by: 'holder' },
    contest: { from: ['open'], to: 'contested', by: 'holder' },
    grant: { from: ['open', 'contested'], to: 'granted', by: 'officer' },
    refuse: { from: ['open', 'contested'], to: 'refused', by: 'officer' },
    withdraw: { from: ['open', 'contested'], to: 'withdrawn', by: 'claimant' },
  },
  offer: {
    agree: { from: ['open'], to: 'agreed', by: 'claimant' },
    decline: { from: ['open'], to: 'declined', by: 'claimant' },
    refuse: { from: ['open'], to: 'refused', by: 'officer' },
    withdraw: { from: ['open'], to: 'withdrawn', by: 'holder' },
  },
};

export const CLAIM_STATUS_NAMES: Readonly<Record<ClaimStatus, Message>> = {
  open: { en: 'open', zh: '待答复' },
  contested: { en: 'contested', zh: '有异议' },
  agreed: { en: 'agreed', zh: '已同意' },
  granted: { en: 'granted', zh: '已准予过户' },
  refused: { en: 'refused', zh: '已驳回' },
  declined: { en: 'declined', zh: '已谢绝' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
};

type Standing = { readonly kind: ClaimKind; readonly status: ClaimStatus; readonly answerBy: string };

/** Whose step an action is in a case of this kind; undefined where such a case knows no such step. */
export function sideOf(action: ClaimAction, kind: ClaimKind): ClaimSide | undefined {
  return STEPS[kind][action]?.by;
}

/** The state after an action, or why it is not possible (a 409). `today` is a legal day. */
export function claimStep(
  action: ClaimAction,
  { kind, status, answerBy }: Standing,
  today: string,
): { readonly to: ClaimStatus } | { readonly refusal: Message } {
  const step = STEPS[kind][action];
  if (!step) return { refusal: kind === 'offer' ? NOT_OF_OFFERS : NOT_OF_CLAIMS };
  if (!step.from.includes(status)) {
    const { en, zh } = CLAIM_STATUS_NAMES[status];
    return { refusal: { en: `The case is ${en}; this is not possible now.`, zh: `该案件${zh}，不能进行此操作。` } };
  }
  if (step.by === 'officer' && status === 'open' && today <= answerBy)
    return {
      refusal: {
        en: `The other side has until ${answerBy} to answer.`,
        zh: `对方答复期限为不晚于${answerBy}（含当日），期限届满前不能裁定。`,
      },
    };
  return { to: step.to };
}

/** Whether the machine changes hands with this state. */
export const passesOn = (status: ClaimStatus): boolean => status === 'agreed' || status === 'granted';

const NOT_OF_OFFERS = {
  en: 'This is an offer: the side it was made to agrees or declines; unanswered, an officer refuses it.',
  zh: '这是转让要约，由受让单位同意或谢绝；逾期未答复的，由执法人员驳回。',
};
const NOT_OF_CLAIMS = {
  en: 'This is a claim: the holder agrees or contests it.',
  zh: '这是归属申请，由登记单位同意或提出异议。',
};
