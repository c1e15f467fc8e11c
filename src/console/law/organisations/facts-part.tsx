import { Empty, Flex, Form, Input, InputNumber, Radio, Select, Switch, Typography } from 'antd';
import { PERFORMANCE_GRADE_NAMES, type PerformanceGrade } from '../../../domain/codes/performance-grade.ts';
import { SECTOR_NAMES, type Sector } from '../../../domain/codes/sector.ts';
import { numberText } from '../../../domain/policy/value-words.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { today } from '../../parts/china-time.ts';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { choices, nameIn } from '../parts/words.ts';

const W = {
  lead: w(
    '每条信息自其生效日起有效，直到下一条；已登记的不改写，补登会重新判定该日以后的通行。',
    'Each row holds from its day until the next. Nothing is overwritten; passages from that day are judged again.',
  ),
  record: w('登记新信息', 'Record facts'),
  from: w('生效日', 'True from'),
  sector: w('行业', 'Sector'),
  area: w('位于市规划区', 'In the city planning area'),
  freight: w('年货运量（吨）', 'Annual freight (t)'),
  rail: w('铁路专用线建成日', 'Rail line completed on'),
  key: w('重点用车单位', 'Key vehicle user'),
  grade: w('绩效分级', 'Grade'),
  at: w('登记时间', 'Recorded'),
  yes: w('是', 'yes'),
  no: w('否', 'no'),
  unknown: w('未知', 'unknown'),
  noRail: w('无', 'none'),
  title: w('企业信息', 'Facts'),
  empty: w('尚未登记企业信息，条款 2.4.2 无法对其判定。', 'Nothing is on record: clause 2.4.2 cannot be judged.'),
  needed: w('请填写此项', 'This is needed'),
  freightHelp: w('不填表示未知。', 'Unknown where empty.'),
  railHelp: w('不填表示没有铁路专用线。', 'No dedicated rail line where empty.'),
};

type Facts = Schema<'EnterpriseFacts'>;
type Values = {
  validFrom: string;
  sector: Sector;
  inPlanningArea: boolean;
  annualFreightTonnes?: number | null;
  railLineCompletedOn?: string;
  keyVehicleUser?: boolean;
  performanceGrade?: PerformanceGrade;
};

/** What is on record of an enterprise, dated; rules are judged by it. */
export function FactsPart({ id }: { readonly id: string }) {
  const t = useT();
  const may = useMay();
  const pages = usePages<Facts>(['law', 'facts', id], (cursor) =>
    told(
      api.GET('/api/v1/enterprises/{organisationId}/facts', {
        params: { path: { organisationId: id }, query: { cursor } },
      }),
    ),
  );
  const last = pages.rows[0];
  const yes = (is: boolean) => t(is ? W.yes : W.no);
  const grade = ({ performanceGrade: code }: Facts) => (code ? t(nameIn(PERFORMANCE_GRADE_NAMES, code)) : t(W.unknown));
  const freight = ({ annualFreightTonnes: tonnes }: Facts) => (tonnes === null ? t(W.unknown) : numberText(tonnes));
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t(W.lead)}</Typography.Text>
      {may('facts.create') && !pages.asking && (
        <div>
          <Act<Values, unknown>
            label={W.record}
            says={t(W.lead)}
            type="primary"
            initial={initialOf(last)}
            fields={<FactFields />}
            act={(values, key) =>
              told(
                api.POST('/api/v1/enterprises/{organisationId}/facts', {
                  params: { path: { organisationId: id }, header: { 'Idempotency-Key': key } },
                  body: {
                    ...values,
                    annualFreightTonnes: values.annualFreightTonnes ?? null,
                    railLineCompletedOn: values.railLineCompletedOn || null,
                    performanceGrade: values.performanceGrade ?? null,
                  },
                }),
              )
            }
          />
        </div>
      )}
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={(one) => one.id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          { title: t(W.from), render: (_, one) => one.validFrom },
          { title: t(W.sector), render: (_, one) => t(nameIn(SECTOR_NAMES, one.sector)) },
          { title: t(W.area), render: (_, one) => yes(one.inPlanningArea) },
          { title: t(W.freight), align: 'right', render: (_, one) => freight(one) },
          { title: t(W.rail), render: (_, one) => one.railLineCompletedOn ?? t(W.noRail) },
          { title: t(W.key), render: (_, one) => yes(one.keyVehicleUser) },
          { title: t(W.grade), render: (_, one) => grade(one) },
          { title: t(W.at), render: (_, one) => <Instant at={one.recordedAt} /> },
        ]}
        card={(one) => (
          <Flex vertical gap={4}>
            <strong>
              {t(W.from)} {one.validFrom}
            </strong>
            <span>
              {t(nameIn(SECTOR_NAMES, one.sector))} · {grade(one)}
            </span>
            <span>
              {t(W.freight)}：{freight(one)}
            </span>
            <span>
              {t(W.area)}：{yes(one.inPlanningArea)} · {t(W.key)}：{yes(one.keyVehicleUser)}
            </span>
            <span>
              {t(W.rail)}：{one.railLineCompletedOn ?? t(W.noRail)}
            </span>
          </Flex>
        )}
      />
    </Flex>
  );
}

const initialOf = (last: Facts | undefined) => ({
  validFrom: today(),
  ...(last
    ? {
        sector: last.sector,
        inPlanningArea: last.inPlanningArea,
        annualFreightTonnes: last.annualFreightTonnes,
        railLineCompletedOn: last.railLineCompletedOn ?? undefined,
        keyVehicleUser: last.keyVehicleUser,
        performanceGrade: last.performanceGrade ?? undefined,
      }
    : { keyVehicleUser: false }),
});

function FactFields() {
  const t = useT();
  const needed = [{ required: true, message: t(W.needed) }];
  return (
    <>
      <Form.Item name="validFrom" label={t(W.from)} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="sector" label={t(W.sector)} rules={needed}>
        <Select options={choices(SECTOR_NAMES, t)} />
      </Form.Item>
      <Form.Item name="inPlanningArea" label={t(W.area)} rules={needed}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t(W.yes) },
            { value: false, label: t(W.no) },
          ]}
        />
      </Form.Item>
      <Form.Item name="annualFreightTonnes" label={t(W.freight)} extra={t(W.freightHelp)}>
        <InputNumber min={0} max={2_000_000_000} precision={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="railLineCompletedOn" label={t(W.rail)} extra={t(W.railHelp)}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="keyVehicleUser" label={t(W.key)} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="performanceGrade" label={t(W.grade)}>
        <Select allowClear placeholder={t(W.unknown)} options={choices(PERFORMANCE_GRADE_NAMES, t)} />
      </Form.Item>
    </>
  );
}
