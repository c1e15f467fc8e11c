import { Empty, Flex, Form, Input, Radio, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Message } from '../../../domain/failure.ts';
import { addDays } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { today } from '../../parts/china-time.ts';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { CountySelect } from '../parts/county-select.tsx';
import { countyName } from '../parts/words.ts';

const W = {
  lead: w(
    '用过去一段时间的通行、销售和机械数据试算：若当时施行本草案，哪些会被标记。试算不产生任何违法线索。',
    'Tries the draft on a past period: who would have been flagged. It flags nobody.',
  ),
  start: w('开始试算', 'Start a preview'),
  from: w('自', 'From'),
  to: w('至（含当日）', 'To (that day included)'),
  county: w('县区（不选为全市）', 'County (whole city where none)'),
  judgedOn: w('按哪一天的版本判定', 'By which versions'),
  first: w('草案首个施行日的版本', 'Those of its first day'),
  shifted: w('时段平移到首个施行日', 'As if the period began then'),
  own: w('各日自身日期的版本', 'Those of each day'),
  list: w('已做的试算（保留 14 天）', 'Previews (kept for 14 days)'),
  period: w('时段', 'Period'),
  where: w('范围', 'Where'),
  state: w('状态', 'State'),
  result: w('新增标记 / 不再标记', 'Newly / no longer flagged'),
  at: w('开始时间', 'Begun'),
  city: w('全市', 'The whole city'),
  empty: w('还没有试算。', 'Nothing was tried yet.'),
  needed: w('请填写此项', 'This is needed'),
};

const STATES: Readonly<Record<'queued' | 'done' | 'failed' | 'cancelled', readonly [Message, Tone]>> = {
  queued: [w('进行中', 'Under way'), 'info'],
  done: [w('已完成', 'Done'), 'good'],
  failed: [w('未能完成', 'Failed'), 'bad'],
  cancelled: [w('已取消', 'Cancelled'), 'plain'],
};

type Values = { from: string; to: string; countyCode?: string; judgedOn: 'first-day-of-draft' | 'shifted' | 'own-day' };
type Preview = Schema<'PolicyPreview'>;

/** Previews of a draft: those there are, and a new one. */
export function PreviewsPart({ id, open }: { readonly id: string; readonly open: boolean }) {
  const t = useT();
  const go = useNavigate();
  const { countyCode: own } = useMe();
  const needed = [{ required: true, message: t(W.needed) }];
  const pages = usePages<Preview>(
    ['law', 'policy-previews', id],
    (cursor) => told(api.GET('/api/v1/policy-previews', { params: { query: { policyId: id, cursor } } })),
    { every: 5_000 },
  );
  const state = ({ job }: Preview) => <Mark tone={STATES[job.status][1]}>{t(STATES[job.status][0])}</Mark>;
  const period = (one: Preview) => (
    <Link to={`/policies/previews/${one.id}`} className="numbers">
      {one.from} – {one.to}
    </Link>
  );
  const where = ({ countyCode }: Preview) => t(countyCode ? countyName(countyCode) : W.city);
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t(W.lead)}</Typography.Text>
      {open && (
        <div>
          <Act<Values, Preview>
            label={W.start}
            type="primary"
            says={t(W.lead)}
            initial={{
              from: addDays(today(), -365),
              to: today(),
              judgedOn: 'first-day-of-draft',
              ...(own ? { countyCode: own } : {}),
            }}
            fields={
              <>
                <Flex gap={12} wrap>
                  <Form.Item name="from" label={t(W.from)} rules={needed}>
                    <Input type="date" />
                  </Form.Item>
                  <Form.Item name="to" label={t(W.to)} rules={needed}>
                    <Input type="date" />
                  </Form.Item>
                </Flex>
                {!own && (
                  <Form.Item name="countyCode" label={t(W.county)}>
                    <CountySelect />
                  </Form.Item>
                )}
                <Form.Item name="judgedOn" label={t(W.judgedOn)}>
                  <Radio.Group
                    vertical
                    options={[
                      { value: 'first-day-of-draft', label: t(W.first) },
                      { value: 'shifted', label: t(W.shifted) },
                      { value: 'own-day', label: t(W.own) },
                    ]}
                  />
                </Form.Item>
              </>
            }
            act={({ countyCode, ...rest }, key) =>
              told(
                api.POST('/api/v1/policies/{id}/preview', {
                  params: { path: { id }, header: { 'Idempotency-Key': key } },
                  body: { ...rest, countyCode: countyCode ?? own ?? null },
                }),
              )
            }
            after={(preview) => void go(`/policies/previews/${preview.id}`)}
          />
        </div>
      )}
      <Rows
        pages={pages}
        label={t(W.list)}
        rowKey={({ id: of }) => of}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.period), render: (_, one) => period(one) },
          { title: t(W.where), render: (_, one) => where(one) },
          { title: t(W.state), render: (_, one) => state(one) },
          { title: t(W.result), render: (_, { total }) => `${total.newly} / ${total.noLonger}` },
          { title: t(W.at), render: (_, { createdAt }) => <Instant at={createdAt} /> },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            {period(one)}
            <span>
              {state(one)} {where(one)}
            </span>
            <span>
              {t(W.result)}：{one.total.newly} / {one.total.noLonger}
            </span>
          </Flex>
        )}
      />
    </Flex>
  );
}
