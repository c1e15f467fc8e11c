import type { Message } from '../failure.ts';

/** Whether who registers a machine owns or leases it (自有、租赁). */
export const HOLDINGS = ['owned', 'leased'] as const;
export type Holding = (typeof HOLDINGS)[number];

export const HOLDING_NAMES: Readonly<Record<Holding, Message>> = {
  owned: { en: 'owned', zh: '自有' },
  leased: { en: 'leased', zh: '租赁' },
};

/** Whether a machine is still in use here (机械状态). */
export const MACHINE_STATUSES = ['active', 'sold', 'scrapped', 'moved_out'] as const;
export type MachineStatus = (typeof MACHINE_STATUSES)[number];

export const MACHINE_STATUS_NAMES: Readonly<Record<MachineStatus, Message>> = {
  active: { en: 'in use', zh: '在用' },
  sold: { en: 'sold', zh: '已转卖' },
  scrapped: { en: 'scrapped', zh: '已报废' },
  moved_out: { en: 'moved out', zh: '已转出' },
};

/** What may become of a machine: from use to one of the ends, and back (恢复在用). */
export function lifeRefusal(from: MachineStatus, to: MachineStatus): Message | undefined {
  if (to === 'active') return from === 'active' ? IN_USE : undefined;
  if (from === 'active') return undefined;
  const { en, zh } = MACHINE_STATUS_NAMES[from];
  return { en: `The machine is ${en} already; put it back into use first.`, zh: `该机械${zh}，请先恢复在用。` };
}

/** Why a machine that is not in use cannot be filed anew, or undefined where it is. What happened on sites is recorded all the same. */
export function filingRefusal(status: MachineStatus, since: string | null): Message | undefined {
  if (status === 'active') return undefined;
  const { en, zh } = MACHINE_STATUS_NAMES[status];
  return {
    en: `The machine has been ${en} since ${since ?? '?'}; its holder or the county puts it back into use first.`,
    zh: `该机械自 ${since ?? '?'} 起${zh}，须先由登记单位或县区恢复在用后方可申报。`,
  };
}

/** What becomes of the status when a machine changes hands: sold and moved out end with it, scrapped stays. */
export const statusForNewHolder = (status: MachineStatus): MachineStatus =>
  status === 'scrapped' ? 'scrapped' : 'active';

const IN_USE = { en: 'The machine is in use.', zh: '该机械处于在用状态。' };
