import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { Link } from 'react-router';
import type { Hindrance } from '../../../domain/machinery/county-settings.ts';
import { MACHINE_PHOTOS } from '../../../domain/machinery/machine-photos.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { EvidencePhoto } from '../../parts/photos/evidence-photo.tsx';
import { Section } from '../../parts/section.tsx';
import { StickyActions } from '../../parts/sticky-actions.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import { Days } from '../days.tsx';
import { MachineRecord } from '../machines/machine-record.tsx';
import { MachineStage } from '../machines/machine-stage.tsx';
import { County, useMachine } from '../names.tsx';
import { FilingHistory } from './filing-history.tsx';
import { FilingState } from './filing-state.tsx';
import { hindrancesOf, isProhibited, readSettings } from './read-standing.ts';
import { ReviewActions } from './review-actions.tsx';
import { Zones } from './zones.tsx';

const W = {
  checks: w('审核要点', 'What the county asks for'),
  photos: w('照片', 'Photos'),
  noPhotos: w('没有照片。', 'There are no photos.'),
  record: w('机械档案', 'Record of the machine'),
  open: w('打开档案', 'Open the record'),
  by: w('由', 'By'),
  until: w('审核期限', 'To be reviewed by'),
  lacking: w('县区要求但缺少：', 'Asked for and lacking: '),
};

const CHECKS: readonly (readonly [Hindrance, ReturnType<typeof w>, ReturnType<typeof w>])[] = [
  ['prohibited', w('未被禁止使用', 'No prohibition'), w('处于禁止使用状态', 'Under a prohibition')],
  [
    'zone_warning',
    w('低排放区无问题', 'No zone speaks against it'),
    w('不符合或可能不符合低排放区要求', 'A zone speaks against it, or may'),
  ],
  [
    'stage_unknown',
    w('排放阶段已知', 'Stage known'),
    w('排放阶段未知或与燃料矛盾', 'Stage unknown, or against the fuel'),
  ],
  ['doubtful_record', w('档案无疑点', 'No doubts about the record'), w('档案有疑点', 'Doubts about the record')],
  [
    'no_number',
    w('有环保登记号码、MEIN 或 PIN', 'Has an environmental code, MEIN or PIN'),
    w('无环保登记号码、MEIN、PIN', 'No environmental code, MEIN or PIN'),
  ],
  [
    'photo_missing',
    w('县区要求的照片齐全', 'All photos asked for are there'),
    w('县区要求的照片不全', 'A photo asked for is missing'),
  ],
];

/** All that an officer looks at to decide about one filing, on one page. */
export function ReviewOne({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const t = useT();
  const {
    data: filing,
    error,
    refetch,
  } = useQuery({
    queryKey: ['filings', id],
    queryFn: () => told(api.GET('/api/v1/filings/{id}', { params: { path: { id } } })),
  });
  const { data: machine } = useMachine(filing?.machineId);
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!filing || !machine) return <Loading />;
  const { present } = machine.photos;
  return (
    <>
      <Section
        title={`${filing.machine.name} → ${filing.siteName}`}
        actions={<FilingState of={filing.status} overdue={filing.overdue} />}
      >
        <Flex vertical gap={4}>
          <span>
            {t(W.by)} {filing.organisationName} · <County code={filing.countyCode} /> ·{' '}
            <Instant at={filing.submittedAt} />
          </span>
          <span>
            <Days from={filing.plannedEntryOn} to={filing.plannedExitOn} />
            {filing.reviewBy && ` · ${t(W.until)} ${filing.reviewBy}`}
          </span>
          {filing.remarks && <span>{filing.remarks}</span>}
        </Flex>
      </Section>
      <Checks filing={filing} machine={machine} />
      <Section title={t(W.photos)}>
        {present.length === 0 ? (
          t(W.noPhotos)
        ) : (
          <div
            style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fit, minmax(min(170px, 100%), 1fr))' }}
          >
            {present.map(({ kind, evidenceId }) => (
              <figure key={kind} style={{ margin: 0 }}>
                <EvidencePhoto evidenceId={evidenceId} alt={t(MACHINE_PHOTOS[kind])} height={220} />
                <figcaption>{t(MACHINE_PHOTOS[kind])}</figcaption>
              </figure>
            ))}
          </div>
        )}
      </Section>
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(380px, 100%), 1fr))' }}>
        <Section title={t(W.record)} actions={<Link to={`/machines/${machine.id}`}>{t(W.open)}</Link>}>
          <MachineRecord
            machine={machine}
            holder={machine.organisationId === filing.organisationId ? filing.organisationName : undefined}
          />
        </Section>
        <div style={{ minWidth: 0 }}>
          <MachineStage machine={machine} />
          <FilingHistory filing={filing} />
        </div>
      </div>
      <StickyActions>
        <ReviewActions filing={filing} keys onDone={onDone} />
      </StickyActions>
    </>
  );
}

/** What the county's setting would ask of it, whether or not it accepts anything by itself. */
function Checks({ filing, machine }: { readonly filing: Schema<'Filing'>; readonly machine: Schema<'Machine'> }) {
  const t = useT();
  const { countyCode } = filing;
  const settings = useQuery({
    queryKey: ['machinery-settings', countyCode],
    queryFn: () => readSettings(countyCode),
  });
  const prohibitions = useQuery({
    queryKey: ['prohibitions', machine.id, 'any open'],
    queryFn: () => isProhibited(machine.id),
  });
  if (!settings.data || prohibitions.data === undefined) return <Loading />;
  const { requiredPhotos } = settings.data;
  const found = hindrancesOf(filing, machine, settings.data, prohibitions.data);
  const lacking = requiredPhotos.filter((kind) => machine.photos.lacking.includes(kind));
  return (
    <Section title={t(W.checks)}>
      <ul
        style={{
          listStyle: 'none',
          margin: 0,
          padding: 0,
          display: 'grid',
          gap: 6,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
        }}
      >
        {CHECKS.map(([code, good, bad]) => {
          const wrong = found.includes(code);
          const unknown = wrong && code === 'stage_unknown';
          return (
            <li key={code}>
              <Typography.Text type={wrong ? 'danger' : 'success'}>
                {unknown ? <QuestionCircleFilled /> : wrong ? <CloseCircleFilled /> : <CheckCircleFilled />}{' '}
                {t(wrong ? bad : good)}
              </Typography.Text>
            </li>
          );
        })}
      </ul>
      {lacking.length > 0 && (
        <div style={{ marginTop: 8 }}>
          {t(W.lacking)}
          {lacking.map((kind) => t(MACHINE_PHOTOS[kind])).join('、')}
        </div>
      )}
      <Warnings of={[...filing.warnings, ...machine.warnings]} />
      <Zones of={filing.zones} />
    </Section>
  );
}
