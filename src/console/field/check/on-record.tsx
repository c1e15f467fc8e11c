import { Alert, Card, Descriptions, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import { FILING_STATE_NAMES } from '../../../domain/machinery/filing.ts';
import { MACHINE_STATUS_NAMES } from '../../../domain/machinery/machine-life.ts';
import { MACHINE_PHOTOS } from '../../../domain/machinery/machine-photos.ts';
import { MACHINE_STAGE_BASES } from '../../../domain/machinery/stage-basis.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Photo } from '../../parts/photo.tsx';
import { Mark, Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { ResultMark } from '../result-mark.tsx';

const W = {
  stage: w('排放阶段', 'Stage'),
  codes: w('编号', 'Numbers'),
  power: w('额定净功率', 'Rated power'),
  fuel: w('燃料', 'Fuel'),
  holder: w('登记单位', 'Registered by'),
  status: w('状态', 'Status'),
  model: w('型号', 'Model'),
  filings: w('进场申报', 'Filings'),
  here: w('本工地', 'This site'),
  noFiling: w('没有有效的进场申报', 'No open filing'),
  prohibited: w('禁止使用', 'Use prohibited'),
  since: w('自', 'since'),
  retestBy: w('复检期限', 'Re-test by'),
  zone: w('低排放区', 'Low-emission zone'),
  tests: w('最近检测', 'Last tests'),
  file: w('查看机械档案', 'Open its record'),
  verified: w('已核验', 'verified'),
};

type Found = Schema<'FieldCheck'>['machines'][number];

/** What is on file about one machine, as an inspector needs it. */
export function OnRecord({ found, short = false }: { readonly found: Found; readonly short?: boolean }) {
  const t = useT();
  const { machine, photos, prohibition, filings, inspections, zones } = found;
  const numbers = [machine.environmentalCode, machine.mein, machine.pin, machine.serialNumber].filter((one) => one);
  const known = (value: string | undefined) => value ?? '—';
  const items = [
    {
      key: 'stage',
      label: t(W.stage),
      children: (
        <Flex gap={8} wrap align="center">
          <Stage code={machine.emissionStage} />
          {machine.stageBasis && t(MACHINE_STAGE_BASES[machine.stageBasis])}
          {machine.stageVerifiedAt && <Mark tone="good">{t(W.verified)}</Mark>}
        </Flex>
      ),
    },
    {
      key: 'codes',
      label: t(W.codes),
      children: <span className="numbers">{known(numbers.join('、') || undefined)}</span>,
    },
    { key: 'holder', label: t(W.holder), children: known(machine.holder) },
    ...(short
      ? []
      : [
          { key: 'fuel', label: t(W.fuel), children: fuelOf(machine.fuel, t) },
          { key: 'power', label: t(W.power), children: machine.powerKw === undefined ? '—' : `${machine.powerKw} kW` },
          {
            key: 'model',
            label: t(W.model),
            children: known([machine.manufacturer, machine.model].filter((one) => one).join(' ') || undefined),
          },
          { key: 'status', label: t(W.status), children: t(MACHINE_STATUS_NAMES[machine.status]) },
        ]),
  ];
  return (
    <Flex vertical gap={12}>
      {prohibition && (
        <Alert
          type="error"
          showIcon
          title={t(W.prohibited)}
          description={
            <>
              {t(W.since)} <Instant at={prohibition.openedAt} />
              {prohibition.retestBy && ` · ${t(W.retestBy)} ${prohibition.retestBy}`}
              {prohibition.site && ` · ${prohibition.site.name}`}
            </>
          }
        />
      )}
      <Card
        size="small"
        title={<h3 style={{ margin: 0, fontSize: 18 }}>{machine.name}</h3>}
        extra={t(MACHINE_CATEGORY_NAMES[machine.category])}
      >
        <Descriptions size="small" column={1} items={items} styles={{ label: { width: 96 } }} />
        {photos.length > 0 && (
          <Flex gap={8} wrap style={{ marginTop: 8 }}>
            {photos.map(({ kind, evidenceId, thumbnail }) => (
              <Photo key={evidenceId} path={thumbnail} alt={t(MACHINE_PHOTOS[kind])} width={132} height={100} />
            ))}
          </Flex>
        )}
        {!short && <Link to={`/machines/${machine.id}`}>{t(W.file)}</Link>}
      </Card>
      {!short && (
        <Card size="small" title={<h3 style={{ margin: 0, fontSize: 16 }}>{t(W.filings)}</h3>}>
          {filings.length === 0 && <Typography.Text>{t(W.noFiling)}</Typography.Text>}
          <Flex component="ul" vertical gap={8} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {filings.map((filing) => (
              <li key={filing.id}>
                <Flex gap={8} wrap align="center">
                  <Mark tone={filing.status === 'accepted' ? 'good' : 'warn'}>
                    {t(FILING_STATE_NAMES[filing.status])}
                  </Mark>
                  {filing.here && <Mark tone="info">{t(W.here)}</Mark>}
                  <span>{filing.site?.name ?? '—'}</span>
                </Flex>
                <Typography.Text type="secondary" className="numbers">
                  {filing.plannedEntryOn} – {filing.plannedExitOn}
                  {filing.unit && ` · ${filing.unit}`}
                </Typography.Text>
              </li>
            ))}
          </Flex>
        </Card>
      )}
      {!short && zones.length > 0 && (
        <Typography.Text>
          {t(W.zone)}：{zones.map(({ name }) => name).join('、')}
        </Typography.Text>
      )}
      {!short && inspections.length > 0 && (
        <Card size="small" title={<h3 style={{ margin: 0, fontSize: 16 }}>{t(W.tests)}</h3>}>
          {inspections.map((one) => (
            <Flex key={one.id} gap={8} align="center" wrap>
              <Instant at={one.inspectedAt} />
              <ResultMark result={one.result} />
              {one.value !== undefined && <span className="numbers">{one.value} m⁻¹</span>}
            </Flex>
          ))}
        </Card>
      )}
    </Flex>
  );
}

const fuelOf = (fuel: string | undefined, t: ReturnType<typeof useT>): string => {
  const name = FUEL_NAMES[fuel as keyof typeof FUEL_NAMES];
  return name ? t(name) : '—';
};
