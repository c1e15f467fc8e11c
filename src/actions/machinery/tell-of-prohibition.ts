import type { ProhibitionRow } from '../../store/prohibitions.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { tell } from '../tell.ts';
import { concernedBy } from './concerned-by-prohibition.ts';

const SUMMARIES = {
  'prohibition.opened': {
    en: (machine: string) => `${machine} failed its inspection: it may not be used until a re-test is passed.`,
    zh: (machine: string) => `${machine} 检查不合格，复检合格前禁止使用。`,
  },
  'prohibition.served': {
    en: (machine: string) => `A decision about the use of ${machine} was served.`,
    zh: (machine: string) => `关于 ${machine} 的决定书已送达。`,
  },
  'prohibition.lifted': {
    en: (machine: string) => `${machine} may be used again.`,
    zh: (machine: string) => `${machine} 已解除禁止使用。`,
  },
} as const;

/** Tells the organisations that a prohibition binds, and the officers of its county, what became of it. */
export async function tellOfProhibition(
  tx: Writer,
  topic: keyof typeof SUMMARIES,
  prohibition: Omit<ProhibitionRow, 'retestBy'>,
  at: Pick<At, 'now' | 'newId'>,
): Promise<void> {
  const { id, machineId, siteId, countyCode } = prohibition;
  const machine = await tx.machines.find(machineId);
  const name = [machine?.name, machine?.environmentalCode].filter((word) => word).join(' ');
  await tell(tx, at, {
    topic,
    subject: { type: 'prohibition', id },
    countyCodes: [countyCode],
    organisationIds: await concernedBy(tx, prohibition),
    summary: { en: SUMMARIES[topic].en(name), zh: SUMMARIES[topic].zh(name) },
    data: { machineId, siteId },
  });
}
