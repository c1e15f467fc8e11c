import type { Message } from '../failure.ts';

/** Whether who registers a machine owns or leases it (自有、租赁). */
export const HOLDINGS = ['owned', 'leased'] as const;

/** Whether a machine is still in use here (机械状态). */
export const MACHINE_STATUSES = ['active', 'sold', 'scrapped', 'moved_out'] as const;
export type MachineStatus = (typeof MACHINE_STATUSES)[number];

export const MACHINE_STATUS_NAMES: Readonly<Record<MachineStatus, Message>> = {
  active: { en: 'in use', zh: '在用' },
  sold: { en: 'sold', zh: '已转卖' },
  scrapped: { en: 'scrapped', zh: '已报废' },
  moved_out: { en: 'moved out', zh: '已转出' },
};
