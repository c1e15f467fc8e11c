import type { Cast } from './cast.ts';
import { type Holdings, newSeenViolation, type Row } from './holdings.ts';
import type { Plan } from './plans.ts';

const reason = { reason: '经核实' };
const remedy = { kind: 'none' };

/** How valid requests about appeals and violations recorded by hand are made. */
export function appealPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const manual = held.violation.filter(({ text }) => text === 'manual');
  const counties = held.organisation.map(({ owners, by }) => ({ id: owners.counties?.[0] ?? '', owners, by }));
  const recorded = async (row: Row): Promise<Row> => {
    const [countyCode = ''] = row.owners.counties ?? [];
    const [organisationId = ''] = row.owners.organisations ?? [];
    const { id } = await must('admin', 'POST', '/violations', newSeenViolation(countyCode, organisationId));
    return { ...row, id };
  };
  const against = (id: string) => ({ violationIds: [id], grounds: 'exempt', statement: '持有通行许可' });
  const appealed = async (row: Row): Promise<Row> => {
    const { id } = await recorded(row);
    return { ...row, id: (await must(row.by, 'POST', '/appeals', against(id))).id };
  };
  const withBody = (body: unknown) => (row: Row) => ({ params: { id: row.id }, body });
  const byId = ({ id }: Row) => ({ params: { id } });
  const violations = { rows: manual, seenBy: () => 'violation.read' as const, fresh: recorded };
  const appeals = { rows: held.appeal, seenBy: () => 'appeal.read' as const };
  return {
    recordViolation: {
      rows: counties,
      seenBy: () => 'everyone',
      request: ({ id }) => ({ body: newSeenViolation(id) }),
    },
    confirmViolation: { ...violations, request: withBody(reason) },
    rectifyViolation: { ...violations, request: withBody(reason) },
    withdrawViolation: { ...violations, request: withBody(reason) },
    submitAppeal: {
      ...violations,
      request: ({ id }, { role }) => {
        const own = role === 'contractor' || role === 'enterprise';
        return { body: { ...against(id), ...(own ? {} : { appellant: { name: '车主' } }) } };
      },
    },
    listAppeals: { request: () => ({}) },
    getAppeal: { ...appeals, request: byId },
    previewAppeal: { ...appeals, request: withBody({ remedy }) },
    grantAppeal: { ...appeals, fresh: appealed, request: withBody({ ...reason, remedy }) },
    refuseAppeal: { ...appeals, fresh: appealed, request: withBody(reason) },
    withdrawAppeal: {
      ...appeals,
      fresh: appealed,
      // Officers take back only what they put on record for somebody.
      butNot: ({ role }) => role !== 'contractor' && role !== 'enterprise',
      request: withBody(reason),
    },
  };
}
