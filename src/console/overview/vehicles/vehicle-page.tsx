import { useQuery } from '@tanstack/react-query';
import { Alert, Card, Flex, Typography } from 'antd';
import { useParams } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { RETIREMENT_NAMES } from '../words.ts';
import { useFactText } from './fact-words.ts';
import { InShort } from './in-short.tsx';
import { LawSays } from './law-says.tsx';
import { Timeline } from './timeline.tsx';
import { VehicleActions } from './vehicle-actions.tsx';
import { VehicleFacts } from './vehicle-facts.tsx';
import { VehiclePhotos } from './vehicle-photos.tsx';
import { Word } from './vehicle-rows.tsx';

const W = {
  title: w('车辆档案', 'Vehicle file'),
  list: w('车辆列表', 'Vehicles'),
  timeline: w('时间线', 'Timeline'),
  verified: w('登记核实', 'verified'),
  declared: w('企业申报，未核实', 'declared, not verified'),
  unknown: w('排放阶段未知', 'The emission stage is not known'),
  warnings: w('档案存疑', 'Something is odd'),
};

const WARNINGS: Readonly<Record<string, ReturnType<typeof w>>> = {
  vin_check_digit: w('车辆识别代号校验位不符', 'the check digit of the VIN is wrong'),
  plate_colour_mismatch: w('号牌式样与号牌颜色不符', 'the plate does not fit its colour'),
  stage_implausible: w('排放阶段与登记日期不符', 'the stage does not fit the day of registration'),
  stage_before_its_time: w('排放阶段早于标准实施', 'the stage is earlier than its standard'),
  stage_against_fuel: w('排放阶段与燃料矛盾', 'stage and fuel cannot both be true'),
  organisation_check_digit: w('统一社会信用代码校验位不符', 'the check digit of a credit code is wrong'),
};

const vehicleKey = (id: string) => ['vehicle', id] as const;

/** One vehicle: what is on file, by whose word, and everything that happened to it. */
export function VehiclePage() {
  const t = useT();
  const say = useFactText();
  const { id = '' } = useParams();
  const vehicle = useQuery({
    queryKey: vehicleKey(id),
    queryFn: () => told(api.GET('/api/v1/vehicles/{id}', { params: { path: { id } } })),
  });
  const file = useQuery({
    queryKey: [...vehicleKey(id), 'file'],
    queryFn: () => told(api.GET('/api/v1/vehicles/{id}/file', { params: { path: { id } } })),
  });
  const timeline = usePages([...vehicleKey(id), 'timeline'], (cursor) =>
    told(api.GET('/api/v1/vehicles/{id}/timeline', { params: { path: { id }, query: { cursor } as never } })),
  );
  if (vehicle.isPending) return <Loading />;
  if (!vehicle.data) return <Fault error={vehicle.error} onRetry={() => void vehicle.refetch()} />;
  const of = vehicle.data;
  const origin = of.origins['emissionStage'];
  return (
    <Page title={W.title} trail={[{ to: '/vehicles', title: W.list }]} actions={<VehicleActions vehicle={of} />}>
      <Flex vertical gap={16}>
        <Flex gap={12} wrap align="center">
          <Plate plate={of.plate} colour={of.plateColour} large />
          <Stage code={of.emissionStage} substage={of.emissionSubstage} />
          <Typography.Text type="secondary">
            {origin
              ? `${t(origin === 'verified' ? W.verified : W.declared)} · ${say('stageBasis', of.stageBasis ?? undefined)}`
              : t(W.unknown)}
          </Typography.Text>
          <Word verified={of.verified} />
          {of.status !== 'active' && <Mark tone="plain">{say('status', of.status)}</Mark>}
          {of.retirement && (
            <Mark tone={of.retirement === 'overdue' ? 'bad' : of.retirement === 'due' ? 'warn' : 'plain'}>
              {t(RETIREMENT_NAMES[of.retirement])}
            </Mark>
          )}
        </Flex>
        {of.warnings.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t(W.warnings)}
            description={[...new Set(of.warnings.map(({ code }) => code))]
              .map((code) => t(WARNINGS[code] ?? w(code, code)))
              .join('；')}
          />
        )}
        <div
          style={{
            display: 'grid',
            gap: 16,
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
            alignItems: 'start',
          }}
        >
          <Card
            size="small"
            title={
              <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
                {t(W.timeline)}
              </Typography.Title>
            }
          >
            <Timeline pages={timeline} />
          </Card>
          <Flex vertical gap={16}>
            <VehicleFacts vehicle={of} />
            {file.data && <InShort file={file.data} />}
            <VehiclePhotos vehicleId={id} />
            <LawSays decisions={of.decisions} />
          </Flex>
        </div>
      </Flex>
    </Page>
  );
}
