import { Empty, Flex, Form, Input, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { addDays } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { today } from '../../parts/china-time.ts';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { OrganisationName, OrganisationSelect } from '../parts/organisation.tsx';
import { countyName } from '../parts/words.ts';
import { REPORTS } from './kinds.ts';

const W = {
  title: w('抽查', 'Spot checks'),
  draw: w('抽取样本', 'Draw a sample'),
  drawSays: w(
    '按随机种子从该企业的台账与通行记录中抽取样本，并列出应急日。抽取后样本不再变化；同一种子、同样数据抽出同样的样本。',
    'Drawn at random by a seed from its ledger rows and passages, with its alert days. What is drawn stays; the same seed over the same data draws the same.',
  ),
  enterprise: w('企业', 'Enterprise'),
  from: w('自', 'From'),
  to: w('至（含当日）', 'To (that day included)'),
  seed: w('随机种子（不填自动生成）', 'Seed (made where empty)'),
  county: w('县区', 'County'),
  period: w('抽查时段', 'Period'),
  state: w('状态', 'State'),
  open: w('核对中', 'Open'),
  closed: w('已结束', 'Closed'),
  result: w('已核对 / 有误', 'Checked / wrong'),
  empty: w('还没有抽查。', 'Nothing was checked yet.'),
  needed: w('请填写此项', 'This is needed'),
};

type Check = Schema<'SpotCheckSummary'>;
type Draw = { enterpriseId: string; from: string; to: string; seed?: string };

/** Spot checks: those there are, and a new sample. */
export function SpotChecksPage() {
  const t = useT();
  const may = useMay();
  const go = useNavigate();
  const needed = [{ required: true, message: t(W.needed) }];
  const pages = usePages<Check>(['law', 'spot-checks'], (cursor) =>
    told(api.GET('/api/v1/spot-checks', { params: { query: { cursor } } })),
  );
  const state = ({ status }: Check) => <Mark tone={status === 'open' ? 'info' : 'plain'}>{t(W[status])}</Mark>;
  const period = ({ id, from, to }: Check) => (
    <Link className="numbers" to={`/reports/checks/${id}`}>
      {from} – {to}
    </Link>
  );
  const result = ({ itemsChecked, itemsWrong }: Check) =>
    itemsChecked === null ? '—' : `${itemsChecked} / ${itemsWrong ?? 0}`;
  return (
    <Page
      title={W.title}
      trail={[{ to: '/reports', title: REPORTS }]}
      actions={
        may('spot-check.write') && (
          <Act<Draw, Schema<'SpotCheck'>>
            label={W.draw}
            says={t(W.drawSays)}
            type="primary"
            initial={{ from: addDays(today(), -30), to: today() }}
            fields={
              <>
                <Form.Item name="enterpriseId" label={t(W.enterprise)} rules={needed}>
                  <OrganisationSelect kind="enterprise" />
                </Form.Item>
                <Flex gap={12} wrap>
                  <Form.Item name="from" label={t(W.from)} rules={needed}>
                    <Input type="date" />
                  </Form.Item>
                  <Form.Item name="to" label={t(W.to)} rules={needed}>
                    <Input type="date" />
                  </Form.Item>
                </Flex>
                <Form.Item name="seed" label={t(W.seed)}>
                  <Input maxLength={64} />
                </Form.Item>
              </>
            }
            act={({ seed, ...rest }, key) =>
              told(
                api.POST('/api/v1/spot-checks', {
                  params: { header: { 'Idempotency-Key': key } },
                  body: { ...rest, ...(seed ? { seed } : {}) },
                }),
              )
            }
            after={({ id }) => void go(`/reports/checks/${id}`)}
          />
        )
      }
    >
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.period), render: (_, one) => period(one) },
          { title: t(W.enterprise), render: (_, { enterpriseId }) => <OrganisationName id={enterpriseId} /> },
          { title: t(W.county), render: (_, { countyCode }) => t(countyName(countyCode)) },
          { title: t(W.state), render: (_, one) => state(one) },
          { title: t(W.result), render: (_, one) => result(one) },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            <Flex gap={8}>
              {period(one)}
              {state(one)}
            </Flex>
            <OrganisationName id={one.enterpriseId} />
            <Typography.Text type="secondary">
              {t(countyName(one.countyCode))} · {t(W.result)} {result(one)}
            </Typography.Text>
          </Flex>
        )}
      />
    </Page>
  );
}
