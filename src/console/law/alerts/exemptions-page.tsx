import { Empty, Flex, Form, Input, Select, Typography } from 'antd';
import { useState } from 'react';
import { GRANTED_CATEGORIES } from '../../../domain/alerts/order.ts';
import { parseInstant } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { PlateSearch } from '../../parts/plate-search.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { CountySelect } from '../parts/county-select.tsx';
import { SubNav } from '../parts/sub-nav.tsx';
import { choices, countyName, nameIn } from '../parts/words.ts';
import { ExemptedFromSelect, namedBy, useFromWords } from './exempted-from.tsx';
import { ALERT_PAGES, REQUESTS_PAGE } from './pages.ts';
import { Subject } from './subject.tsx';
import { SUBJECT_NAMES, SubjectFields, type SubjectType, type SubjectValues } from './subject-fields.tsx';
import { CATEGORY_NAMES } from './words.ts';

const W = {
  title: w('豁免', 'Exemptions'),
  alerts: w('重污染天气应急', 'Heavy-pollution alerts'),
  grant: w('批准豁免', 'Grant an exemption'),
  grantSays: w(
    '批准后在期限内不再按所选条款或管控令判定，并重新判定已有记录；县级批准只在本县区有效。',
    'Within the term it is no longer judged by what is chosen, and what is on record is judged again. A county’s grant counts in that county.',
  ),
  revoke: w('撤销', 'Revoke'),
  revokeSays: w('自现在起撤销，此后的通行重新按条款判定。', 'It ends now; what comes after is judged again.'),
  reason: w('理由', 'Reason'),
  publicReason: w('公开理由（不得含姓名、号牌、电话）', 'Published reason (without names, plates, telephone numbers)'),
  from: w('自', 'From'),
  to: w('至（含当日）', 'To (that day included)'),
  of: w('对象', 'Of what'),
  clause: w('豁免内容', 'From what'),
  category: w('类别', 'Category'),
  anyCategory: w('不限类别', 'Any'),
  term: w('期限', 'Term'),
  where: w('有效区域', 'Where it counts'),
  all: w('全市', 'The whole city'),
  state: w('状态', 'State'),
  valid: w('有效', 'Valid'),
  ahead: w('未开始', 'Not begun'),
  over: w('已到期', 'Over'),
  revoked: w('已撤销', 'Revoked'),
  empty: w('没有豁免记录。', 'No exemption is on record.'),
  noneOfPlate: w('该号牌没有豁免记录。', 'No exemption is on record of this plate.'),
  allTypes: w('全部对象', 'All kinds'),
  needed: w('请填写此项', 'This is needed'),
};

type Exemption = Schema<'Exemption'>;
type Grant = SubjectValues & {
  from: string;
  to: string;
  reason: string;
  publicReason?: string;
  exemptedFrom: string;
  category?: string;
};
const FILTERS = ['subjectType', 'countyCode'] as const;

/** Whom officers let through, why and how long. */
export function ExemptionsPage() {
  const t = useT();
  const may = useMay();
  const [filters, setFilters] = useUrlFilters(FILTERS);
  const fromWords = useFromWords();
  // A plate never stands in an address.
  const [plate, setPlate] = useState('');
  const narrowed = filters as { subjectType?: SubjectType };
  const pages = usePages<Exemption>(['law', 'exemptions', filters, plate], (cursor) =>
    plate === ''
      ? told(api.GET('/api/v1/exemptions', { params: { query: { ...narrowed, cursor } } }))
      : told(api.POST('/api/v1/exemptions/search', { body: { ...narrowed, plate, ...(cursor ? { cursor } : {}) } })),
  );
  const state = (one: Exemption) => {
    const [word, tone] = stateOf(one, Date.now());
    return <Mark tone={tone}>{t(W[word])}</Mark>;
  };
  const revoke = (one: Exemption) =>
    may('exemption.write') &&
    ['valid', 'ahead'].includes(stateOf(one, Date.now())[0]) && (
      <Act<{ reason: string }, unknown>
        label={W.revoke}
        says={t(W.revokeSays)}
        danger
        size="small"
        fields={<Reason label={t(W.reason)} />}
        act={(body, key) =>
          told(
            api.POST('/api/v1/exemptions/{id}/revoke', {
              params: { path: { id: one.id }, header: { 'Idempotency-Key': key } },
              body,
            }),
          )
        }
      />
    );
  const category = (one: Exemption) => (one.category ? t(nameIn(CATEGORY_NAMES, one.category)) : t(W.anyCategory));
  const where = (one: Exemption) => (one.countyCode ? t(countyName(one.countyCode)) : t(W.all));
  const term = (one: Exemption) => (
    <>
      <Instant at={one.from} /> – <Instant at={one.revokedFrom ?? one.until} />
    </>
  );
  return (
    <Page
      title={W.title}
      trail={[{ to: '/alerts', title: W.alerts }]}
      actions={may('exemption.write') && <GrantButton />}
    >
      <SubNav pages={may('exemption-request.read') ? [...ALERT_PAGES, REQUESTS_PAGE] : ALERT_PAGES} />
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Select
          aria-label={t(W.of)}
          allowClear
          value={filters.subjectType ?? null}
          placeholder={t(W.allTypes)}
          options={choices(SUBJECT_NAMES, t)}
          onChange={(subjectType: string | undefined) => setFilters({ subjectType })}
          style={{ minWidth: 130 }}
        />
        <CountySelect value={filters.countyCode} onChange={(countyCode) => setFilters({ countyCode })} />
        <PlateSearch onSearch={setPlate} />
      </Flex>
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(plate === '' ? W.empty : W.noneOfPlate)} />}
        columns={[
          { title: t(W.of), render: (_, one) => <Subject of={one.subject} /> },
          { title: t(W.clause), render: (_, one) => <span style={{ whiteSpace: 'normal' }}>{fromWords(one)}</span> },
          { title: t(W.category), render: (_, one) => category(one) },
          { title: t(W.term), render: (_, one) => term(one) },
          { title: t(W.where), render: (_, one) => where(one) },
          { title: t(W.reason), render: (_, one) => one.reason },
          { title: t(W.state), render: (_, one) => state(one) },
          { title: '', key: 'act', render: (_, one) => revoke(one) },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            <Flex gap={8} wrap>
              <Subject of={one.subject} />
              {state(one)}
            </Flex>
            <strong>{fromWords(one)}</strong>
            <span>
              {category(one)} · {where(one)}
            </span>
            <span>{term(one)}</span>
            <Typography.Text type="secondary">{one.reason}</Typography.Text>
            {revoke(one)}
          </Flex>
        )}
      />
    </Page>
  );
}

function stateOf(one: Exemption, now: number) {
  const ms = (instant: string | null) => (instant ? (parseInstant(instant) ?? 0) : undefined);
  const revoked = ms(one.revokedFrom);
  // One that had not begun is revoked from its own beginning.
  if (revoked !== undefined && revoked <= Math.max(now, ms(one.from) ?? 0)) return ['revoked', 'plain'] as const;
  if ((ms(one.until) ?? 0) <= now) return ['over', 'plain'] as const;
  return (ms(one.from) ?? 0) > now ? (['ahead', 'info'] as const) : (['valid', 'good'] as const);
}

export function Reason({ label, name = 'reason' }: { readonly label: string; readonly name?: string }) {
  const t = useT();
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: t(W.needed) }]}>
      <Input.TextArea rows={3} maxLength={500} />
    </Form.Item>
  );
}

export function Term() {
  const t = useT();
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <Flex gap={12} wrap>
      <Form.Item name="from" label={t(W.from)} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={t(W.to)} rules={needed}>
        <Input type="date" />
      </Form.Item>
    </Flex>
  );
}

export function CategoryField() {
  const t = useT();
  return (
    <Form.Item name="category" label={t(W.category)}>
      <Select allowClear placeholder={t(W.anyCategory)} options={choices(CATEGORY_NAMES, t, GRANTED_CATEGORIES)} />
    </Form.Item>
  );
}

function GrantButton() {
  const t = useT();
  const act = ({ exemptedFrom, from, to, reason, publicReason, category, ...of }: Grant, key: string) => {
    const subject =
      of.type === 'vehicle'
        ? { plate: of.plate ?? '', plateColour: of.plateColour }
        : { type: of.type, id: of.subjectId ?? '' };
    const body = {
      subject,
      ...namedBy(exemptedFrom),
      from,
      to,
      reason,
      publicReason: publicReason || null,
      category: category ?? null,
    };
    return told(
      api.POST('/api/v1/exemptions', { params: { header: { 'Idempotency-Key': key } }, body: body as never }),
    );
  };
  return (
    <Act<Grant, unknown>
      label={W.grant}
      says={t(W.grantSays)}
      type="primary"
      initial={{ type: 'vehicle' }}
      fields={
        <>
          <SubjectFields types={['vehicle', 'enterprise', 'machine', 'site']} />
          <Form.Item name="exemptedFrom" label={t(W.clause)} rules={[{ required: true, message: t(W.needed) }]}>
            <ExemptedFromSelect />
          </Form.Item>
          <Term />
          <CategoryField />
          <Reason label={t(W.reason)} />
          <Form.Item name="publicReason" label={t(W.publicReason)}>
            <Input maxLength={200} />
          </Form.Item>
        </>
      }
      act={act}
    />
  );
}
