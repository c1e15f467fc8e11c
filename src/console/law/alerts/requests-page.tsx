import { Empty, Flex, Form, Input, Select, Typography } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { Act } from '../../parts/act.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { OrganisationName } from '../parts/organisation.tsx';
import { SubNav } from '../parts/sub-nav.tsx';
import { choices, nameIn } from '../parts/words.ts';
import { ExemptedFromSelect, namedBy, useFromWords } from './exempted-from.tsx';
import { CategoryField, Reason, Term } from './exemptions-page.tsx';
import { ALERT_PAGES, REQUESTS_PAGE } from './pages.ts';
import { Subject } from './subject.tsx';
import { SubjectFields, type SubjectValues } from './subject-fields.tsx';
import { CATEGORY_NAMES } from './words.ts';

const W = {
  alerts: w('重污染天气应急', 'Heavy-pollution alerts'),
  ask: w('申请豁免', 'Ask for an exemption'),
  askSays: w(
    '申请提交后由县区审核；批准之前仍须遵守管控要求。',
    'The county decides. Until it is granted, what is barred stays barred.',
  ),
  grant: w('批准', 'Grant'),
  grantSays: w('按所申请的期限批准，可缩短，不可延长。', 'For the term asked or a shorter one, never a longer.'),
  refuse: w('不予批准', 'Refuse'),
  refuseSays: w('申请单位会看到理由。', 'The applicant reads the reason.'),
  withdraw: w('撤回', 'Withdraw'),
  withdrawSays: w('撤回后如仍需豁免，须重新申请。', 'It would have to be asked for anew.'),
  reason: w('理由', 'Reason'),
  grounds: w('申请理由', 'Why'),
  from: w('豁免内容', 'From what'),
  who: w('申请单位', 'Applicant'),
  of: w('对象', 'Of what'),
  term: w('期限', 'Term'),
  state: w('状态', 'State'),
  allStates: w('全部状态', 'All states'),
  at: w('提交时间', 'Asked'),
  empty: w('没有豁免申请。', 'Nobody has asked.'),
  needed: w('请填写此项', 'This is needed'),
  noVehicle: w(
    '本单位申报的车辆中没有该号牌。请先在车辆档案中申报。',
    'No vehicle that you declared has this plate. Declare it first.',
  ),
};

const STATES: Readonly<Record<string, readonly [Message, Tone]>> = {
  submitted: [w('待审核', 'Waiting'), 'warn'],
  granted: [w('已批准', 'Granted'), 'good'],
  refused: [w('不予批准', 'Refused'), 'bad'],
  withdrawn: [w('已撤回', 'Withdrawn'), 'plain'],
};
const STATE_NAMES = Object.fromEntries(Object.entries(STATES).map(([code, [word]]) => [code, word]));

type Asked = Schema<'ExemptionRequest'>;
type Ask = SubjectValues & { exemptedFrom: string; from: string; to: string; grounds: string; category?: string };
const FILTERS = ['status'] as const;

/** Who asks to be exempted, and what became of it. */
export function RequestsPage() {
  const t = useT();
  const may = useMay();
  const [filters, setFilters] = useUrlFilters(FILTERS);
  const fromWords = useFromWords();
  const pages = usePages<Asked>(['law', 'exemption-requests', filters], (cursor) =>
    told(
      api.GET('/api/v1/exemption-requests', {
        params: { query: { ...(filters as { status?: Asked['status'] }), cursor } },
      }),
    ),
  );
  const state = ({ status }: Asked) => {
    const [word, tone] = STATES[status] ?? [{ zh: status, en: status }, 'plain'];
    return <Mark tone={tone}>{t(word)}</Mark>;
  };
  const term = (one: Asked) => (
    <>
      <Instant at={one.from} /> – <Instant at={one.until} />
    </>
  );
  return (
    <Page
      title={REQUESTS_PAGE.title}
      trail={[{ to: '/alerts', title: W.alerts }]}
      actions={may('exemption-request.create') && <AskButton />}
    >
      <SubNav pages={[...ALERT_PAGES, REQUESTS_PAGE]} />
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Select
          aria-label={t(W.state)}
          allowClear
          value={filters.status ?? null}
          placeholder={t(W.allStates)}
          options={choices(STATE_NAMES, t)}
          onChange={(status: string | undefined) => setFilters({ status })}
          style={{ minWidth: 130 }}
        />
      </Flex>
      <Rows
        pages={pages}
        label={t(REQUESTS_PAGE.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.who), render: (_, one) => <OrganisationName id={one.organisationId} /> },
          { title: t(W.of), render: (_, one) => <Subject of={one.subject} /> },
          { title: t(W.from), render: (_, one) => fromWords(one) },
          { title: t(W.term), render: (_, one) => term(one) },
          { title: t(W.grounds), render: (_, one) => one.grounds },
          { title: t(W.state), render: (_, one) => state(one) },
          { title: '', key: 'act', render: (_, one) => <Decide one={one} /> },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            <Flex gap={8} wrap>
              {state(one)}
              <OrganisationName id={one.organisationId} />
            </Flex>
            <Flex gap={8} wrap>
              <Subject of={one.subject} />
              {one.category && <span>{t(nameIn(CATEGORY_NAMES, one.category))}</span>}
            </Flex>
            <strong>{fromWords(one)}</strong>
            <span>{term(one)}</span>
            <Typography.Text>{one.grounds}</Typography.Text>
            {one.reason && <Typography.Text type="secondary">{one.reason}</Typography.Text>}
            <Decide one={one} />
          </Flex>
        )}
      />
    </Page>
  );
}

function Decide({ one }: { readonly one: Asked }) {
  const t = useT();
  const may = useMay();
  if (one.status !== 'submitted') return <Typography.Text type="secondary">{one.reason}</Typography.Text>;
  const params = (key: string) => ({ path: { id: one.id }, header: { 'Idempotency-Key': key } });
  return (
    <Flex gap={8} wrap>
      {may('exemption-request.decide') && (
        <>
          <Act<{ reason: string }, unknown>
            label={W.grant}
            says={t(W.grantSays)}
            type="primary"
            size="small"
            fields={<Reason label={t(W.reason)} />}
            act={({ reason }, key) =>
              told(api.POST('/api/v1/exemption-requests/{id}/grant', { params: params(key), body: { reason } }))
            }
          />
          <Act<{ reason: string }, unknown>
            label={W.refuse}
            says={t(W.refuseSays)}
            danger
            size="small"
            fields={<Reason label={t(W.reason)} />}
            act={({ reason }, key) =>
              told(api.POST('/api/v1/exemption-requests/{id}/refuse', { params: params(key), body: { reason } }))
            }
          />
        </>
      )}
      {may('exemption-request.create') && (
        <Act
          label={W.withdraw}
          says={t(W.withdrawSays)}
          size="small"
          act={(_, key) => told(api.POST('/api/v1/exemption-requests/{id}/withdraw', { params: params(key) }))}
        />
      )}
    </Flex>
  );
}

function AskButton() {
  const t = useT();
  const me = useMe();
  const contractor = me.role === 'contractor';
  const act = async (
    { exemptedFrom, type, plate, plateColour, subjectId, from, to, grounds, category }: Ask,
    key: string,
  ) => {
    const id =
      type === 'enterprise'
        ? me.organisationId
        : type === 'vehicle'
          ? await vehicleOf(plate ?? '', plateColour, t(W.noVehicle))
          : subjectId;
    const body = {
      ...namedBy(exemptedFrom),
      subject: { type, id: id ?? '' },
      from,
      to,
      grounds,
      ...(category ? { category } : {}),
    };
    return told(
      api.POST('/api/v1/exemption-requests', { params: { header: { 'Idempotency-Key': key } }, body: body as never }),
    );
  };
  return (
    <Act<Ask, unknown>
      label={W.ask}
      says={t(W.askSays)}
      type="primary"
      initial={{ type: contractor ? 'machine' : 'vehicle' }}
      fields={
        <>
          <SubjectFields types={contractor ? ['machine', 'site'] : ['vehicle', 'enterprise']} />
          <Form.Item name="exemptedFrom" label={t(W.from)} rules={[{ required: true, message: t(W.needed) }]}>
            <ExemptedFromSelect />
          </Form.Item>
          <Term />
          <CategoryField />
          <Form.Item name="grounds" label={t(W.grounds)} rules={[{ required: true, message: t(W.needed) }]}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </>
      }
      act={act}
    />
  );
}

async function vehicleOf(plate: string, plateColour: string | undefined, missing: string): Promise<string> {
  const found = await told(
    api.POST('/api/v1/vehicles/search', { body: { plate, plateColour: plateColour as 'yellow' } }),
  );
  const [first] = found.items;
  if (!first) throw new Problem(400, { detail: missing, errors: [{ pointer: '#/plate', detail: missing }] });
  return first.id;
}
