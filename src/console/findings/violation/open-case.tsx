import { Button, Checkbox, Form, Radio } from 'antd';
import { useNavigate } from 'react-router';
import type { OFFENDER_TYPES, OffenderType } from '../../../domain/cases/offender.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { minuteText } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { ReasonAct } from '../parts/reason-act.tsx';
import { useKindName } from '../parts/use-law.ts';
import { useCasesOf } from './history-card.tsx';
import { useNeighbours } from './neighbours.ts';

const W = {
  open: w('立案', 'Open a case'),
  effect: w(
    '将所选线索归入一个新案件。下一步在案件中制作并送达告知书，当事人随后可陈述申辩。',
    'The violations chosen become a case. In it the notice is made and served; then the offender may be heard.',
  ),
  against: w('立案对象', 'Against'),
  violations: w('归入本案的线索', 'Violations of the case'),
  go: w('查看所在案件', 'Go to its case'),
};

export const OFFENDER_NAMES: Readonly<Record<OffenderType, ReturnType<typeof w>>> = {
  vehicle: w('车辆所有人', 'Vehicle owner'),
  enterprise: w('用车企业', 'Enterprise'),
  contractor: w('施工单位', 'Contractor'),
  seller: w('销售单位', 'Seller'),
};

const WAITING: readonly string[] = ['open', 'noticed', 'heard', 'suspended'];
const PURSUED: readonly string[] = ['open', 'notified', 'appealed'];

type Values = { readonly offenderType: OffenderType; readonly violationIds: string[] };

/** Gathers a violation and its like into a case; where it is in one that waits, leads there. */
export function OpenCase({ violation }: { readonly violation: Schema<'Violation'> }) {
  const t = useT();
  const go = useNavigate();
  const kindName = useKindName();
  const { data } = useCasesOf(violation.id);
  const neighbours = useNeighbours(violation);
  const standing = data?.items.find(({ status }) => WAITING.includes(status));
  if (!data || (!standing && !PURSUED.includes(violation.status))) return null;
  if (standing) return <Button onClick={() => void go(`/cases/${standing.id}`)}>{t(W.go)}</Button>;
  const types = typesOf(violation);
  const like = neighbours.filter(
    ({ status, effect, countyCode, beforePublication }) =>
      PURSUED.includes(status) &&
      effect === 'breach' &&
      countyCode === violation.countyCode &&
      beforePublication === violation.beforePublication,
  );
  const choices = like.some(({ id }) => id === violation.id) ? like : [violation, ...like];
  return (
    <ReasonAct<Values>
      type="primary"
      title={W.open}
      effect={W.effect}
      reason="none"
      initialValues={{ ...(types[0] ? { offenderType: types[0] } : {}), violationIds: [violation.id] }}
      act={async (body, key) => {
        const made = await told(api.POST('/api/v1/cases', { params: { header: { 'Idempotency-Key': key } }, body }));
        void go(`/cases/${made.id}`);
      }}
    >
      <Form.Item name="offenderType" label={t(W.against)}>
        <Radio.Group options={types.map((value) => ({ value, label: t(OFFENDER_NAMES[value]) }))} />
      </Form.Item>
      <Form.Item name="violationIds" label={t(W.violations)}>
        <Checkbox.Group style={{ flexDirection: 'column', gap: 4 }}>
          {choices.map(({ id, kind, occurredAt }) => (
            <Checkbox key={id} value={id} disabled={id === violation.id}>
              {minuteText(occurredAt)} {t(kindName(kind))}
            </Checkbox>
          ))}
        </Checkbox.Group>
      </Form.Item>
    </ReasonAct>
  );
}

/** As whose it may be pursued. */
function typesOf({ kind, subject }: Schema<'Violation'>): OffenderType[] {
  if (kind === 'non_china_vi_sale') return ['seller'];
  const has: Readonly<Record<OffenderType, boolean>> = {
    seller: false,
    contractor: (subject.machineId ?? subject.siteId) !== undefined && subject.organisationId !== undefined,
    enterprise: subject.enterpriseId !== undefined,
    vehicle: subject.plate !== undefined,
  };
  return (
    ['seller', 'contractor', 'enterprise', 'vehicle'] as const satisfies (typeof OFFENDER_TYPES)[number][]
  ).filter((type) => has[type]);
}
