import { EditOutlined, FileAddOutlined } from '@ant-design/icons';
import { Alert, Button, Flex } from 'antd';
import { Link, useParams } from 'react-router';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { useMachine } from '../names.tsx';
import { MachineClaims } from './machine-claims.tsx';
import { MachineFilings } from './machine-filings.tsx';
import { MachineLife } from './machine-life.tsx';
import { LifeMark } from './machine-marks.tsx';
import { MachinePhotos } from './machine-photos.tsx';
import { MachineProhibitions } from './machine-prohibitions.tsx';
import { MachineRecord } from './machine-record.tsx';
import { MachineRetrofits } from './machine-retrofits.tsx';
import { MachineStage } from './machine-stage.tsx';

const W = {
  machines: w('非道路机械', 'Machines'),
  file: w('申报进场', 'File it'),
  edit: w('更正档案', 'Correct the record'),
  record: w('档案', 'Record'),
  doubts: w('档案有疑点', 'Doubts about the record'),
  doubtsWhat: w(
    '有疑点不影响申报，但可能被退回；请对照铭牌更正。',
    'It can be filed all the same, and may come back. Check it against the plates.',
  ),
};

/** One machine: its record, its stage and who looked at it, and what became of it. */
export function MachinePage() {
  const t = useT();
  const { id } = useParams();
  const may = useMay();
  const me = useMe();
  const { data: machine, error, refetch } = useMachine(id);
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!machine) return <Loading />;
  const own = me.organisationId !== null && me.organisationId === machine.organisationId;
  return (
    <Page
      title={machine.name}
      trail={[{ to: '/machines', title: W.machines }]}
      actions={
        <>
          {may('filing.create') && machine.status === 'active' && (
            <Link to={`/filings/new?machine=${machine.id}`}>
              <Button type="primary" size="large" icon={<FileAddOutlined />}>
                {t(W.file)}
              </Button>
            </Link>
          )}
          {own && may('machine.update') && (
            <Link to={`/machines/${machine.id}/edit`}>
              <Button size="large" icon={<EditOutlined />}>
                {t(W.edit)}
              </Button>
            </Link>
          )}
        </>
      }
    >
      {machine.status !== 'active' && (
        <Flex gap={8} align="center" style={{ marginBottom: 16 }}>
          <LifeMark machine={machine} /> {machine.statusOn}
        </Flex>
      )}
      {may('prohibition.read') && <MachineProhibitions machineId={machine.id} />}
      {machine.warnings.length > 0 && (
        <Alert
          type="warning"
          style={{ marginBottom: 16 }}
          title={t(W.doubts)}
          description={
            <>
              <Warnings of={machine.warnings} />
              {own && <p style={{ margin: '8px 0 0' }}>{t(W.doubtsWhat)}</p>}
            </>
          }
        />
      )}
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))' }}>
        <div style={{ minWidth: 0 }}>
          <MachineStage machine={machine} />
          <Section title={t(W.record)}>
            <MachineRecord machine={machine} />
          </Section>
        </div>
        <div style={{ minWidth: 0 }}>
          <MachinePhotos machine={machine} mayAdd={may('evidence.create') && (own || me.organisationId === null)} />
          {may('filing.read') && <MachineFilings machineId={machine.id} />}
          <MachineRetrofits machine={machine} own={own} />
          <MachineLife machine={machine} own={own} />
          {may('machine-claim.read') && <MachineClaims machine={machine} own={own} />}
        </div>
      </div>
    </Page>
  );
}
