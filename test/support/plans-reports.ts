import { type Cast, SIDES } from './cast.ts';
import type { Holdings, Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** How valid requests about reports and official spot checks are made. */
export function reportPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const plain: Plan = { request: () => ({}) };
  const enterprises = held.organisation.filter(({ text }) => text === 'enterprise');
  const checks = { rows: held['spot check'], seenBy: () => 'spot-check.read' as const };
  const byId = ({ id }: Row) => ({ params: { id } });
  // An enterprise sees a check once it is closed, and those that are held are.
  const drawn = (enterpriseId: string) => ({ enterpriseId, seed: '1', from: '2024-03-01', to: '2024-03-03' });
  const open = async (row: Row): Promise<Row> => {
    const [county] = row.owners.counties ?? [];
    const enterprise = enterprises.find(({ owners }) => owners.counties?.includes(county ?? ''));
    const slot = { ...drawn(enterprise?.id ?? ''), alertDays: ['2024-03-02'] };
    const made = await must<Opened>('admin', 'POST', '/spot-checks', slot);
    const waiting = made.lines.filter(({ kind }) => kind === 'alert_day');
    return { ...row, id: made.id, text: waiting[0]?.id ?? '' };
  };
  const settled = async (row: Row): Promise<Row> => {
    const opened = await open(row);
    const { lines } = await must<Opened>('admin', 'GET', `/spot-checks/${opened.id}`);
    for (const { id, kind } of lines) {
      const body = kind === 'passage' ? { emissionStage: 'X', remark: '无法核实' } : { verdict: 'right' };
      await must('admin', 'POST', `/spot-checks/${opened.id}/items/${id}/result`, body);
    }
    return opened;
  };
  // The path names a kind of report, or a month, and no row of anyone's: the role settles it in the handler.
  const noMonth: NonNullable<Plan['butNot']> = ({ role }) => ['contractor', 'enterprise', 'gate'].includes(role);
  const noPassages: NonNullable<Plan['butNot']> = ({ role }) => role === 'contractor' || role === 'gate';
  const gateOf = ({ owners }: Row) => held.gate.find((gate) => gate.owners.counties?.[0] === owners.counties?.[0])?.id;
  return {
    reportComparison: plain,
    reportPassages: plain,
    reportViolations: plain,
    reportRepeatOffenders: plain,
    reportCleanTransport: plain,
    reportConnectivity: plain,
    reportFilings: plain,
    reportMachines: plain,
    reportSites: plain,
    reportRetirements: plain,
    reportSpotChecks: plain,
    exportReport: {
      butNot: noPassages,
      request: () => ({ params: { kind: 'passages' }, query: { format: 'csv', month: '2024-03' } }),
    },
    exportMonthlyReport: { butNot: noMonth, request: () => ({ params: { month: '2024-03' } }) },
    exportMachineryReturn: { butNot: noMonth, request: () => ({ params: { month: '2024-03' } }) },
    listDeclaredCounts: plain,
    openSpotCheck: {
      rows: enterprises,
      seenBy: () => 'organisation.read',
      request: ({ id }) => ({ body: drawn(id) }),
    },
    listSpotChecks: plain,
    listSpotCheckItems: plain,
    getSpotCheck: { ...checks, request: byId },
    // Printing takes long, so only the two checks of one side are printed.
    printSpotCheck: { ...checks, rows: checks.rows.slice(0, 2), request: byId },
    getVideoSlot: { ...checks, request: ({ id, text: slotId = '' }) => ({ params: { id, slotId } }) },
    recordSpotCheckResult: {
      ...checks,
      fresh: open,
      request: ({ id, text: itemId = '' }) => ({ params: { id, itemId }, body: { verdict: 'right' } }),
    },
    recordVideoSlot: {
      ...checks,
      fresh: open,
      request: (row) => ({
        ...byId(row),
        body: {
          ...{ gateId: gateOf(row), startsAt: '2024-03-01T08:00:00+08:00', endsAt: '2024-03-01T08:10:00+08:00' },
          vehicles: [{ plate: '晋C00001' }],
        },
      }),
    },
    closeSpotCheck: {
      ...checks,
      fresh: settled,
      request: (row) => ({ ...byId(row), body: { summary: '未发现问题' } }),
    },
  };
}

type Opened = { readonly id: string; readonly lines: readonly { readonly id: string; readonly kind: string }[] };

/** On each side a check that is closed, which its enterprise reads, with a stretch of video, and one that is not. */
export async function fillSpotChecks(
  { must, people }: Cast,
  keep: (noun: 'spot check', row: Row) => Row,
): Promise<void> {
  for (const { officer, enterprise, gate, countyCode } of SIDES) {
    const { organisationId: enterpriseId = '' } = people[enterprise];
    const { gateId } = people[gate];
    const asked = { enterpriseId, from: '2023-01-01', to: '2023-01-01' };
    for (const closed of [true, false]) {
      const { id } = await must(officer, 'POST', '/spot-checks', asked);
      const video = { startsAt: '2023-01-01T08:00:00+08:00', endsAt: '2023-01-01T08:05:00+08:00', vehicles: [] };
      const slot = await must(officer, 'POST', `/spot-checks/${id}/slots`, { gateId, ...video });
      if (closed) await must(officer, 'POST', `/spot-checks/${id}/close`, { summary: '未发现问题' });
      const owners = { counties: [countyCode], ...(closed ? { organisations: [enterpriseId] } : {}) };
      keep('spot check', { id, owners, by: officer, text: slot.id });
    }
  }
}
