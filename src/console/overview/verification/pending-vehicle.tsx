import { Alert, Descriptions, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { EvidencePhotos } from '../evidence-photos.tsx';
import { FACT_NAMES, FACTS, useFactText } from '../vehicles/fact-words.ts';
import { DecideForm } from './decide-form.tsx';
import type { Waiting } from './queue-list.tsx';

const W = {
  declared: w('企业申报', 'Declared'),
  doubts: w('疑点', 'Doubts'),
  inferred: w('推断', 'inferred'),
  implied: w('按初次登记日期推断不低于', 'By the day of registration at least'),
  evidence: w('申报材料', 'Evidence'),
  none: w(
    '没有上传材料，请按国家平台或随车清单核对。',
    'None was sent in: look at the national platform or the vehicle list.',
  ),
  file: w('打开档案', 'Open its file'),
};

type Pending = Waiting['vehicles'][number];

/** A declared vehicle beside its evidence and what contradicts it, to be decided on. */
export function PendingVehicle({ pending, onDecided }: { readonly pending: Pending; readonly onDecided: () => void }) {
  const t = useT();
  const say = useFactText();
  const { vehicle, contradictions, impliedStage } = pending;
  const given = FACTS.filter((name) => vehicle[name] !== null && vehicle[name] !== undefined);
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))' }}>
      <Flex vertical gap={12}>
        <Flex justify="space-between">
          <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
            {t(W.declared)}
          </Typography.Title>
          <Link to={`/vehicles/${vehicle.id}`}>{t(W.file)}</Link>
        </Flex>
        <Descriptions
          size="small"
          column={1}
          items={given.map((name) => ({ key: name, label: t(FACT_NAMES[name]), children: say(name, vehicle[name]) }))}
        />
        {impliedStage && (
          <Typography.Text type="secondary">
            {t(W.implied)} {t(stageNameOf(impliedStage))} <Mark tone="plain">{t(W.inferred)}</Mark>
          </Typography.Text>
        )}
      </Flex>
      <Flex vertical gap={12}>
        {contradictions.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t(W.doubts)}
            description={
              <ul style={{ margin: 0, paddingInlineStart: 16 }}>
                {contradictions.map(({ code, detail, inferred }) => (
                  <li key={code}>
                    {detail} {inferred && <Mark tone="plain">{t(W.inferred)}</Mark>}
                  </li>
                ))}
              </ul>
            }
          />
        )}
        <section aria-label={t(W.evidence)}>
          <EvidencePhotos subjectType="vehicle" subjectId={vehicle.id} none={W.none} />
        </section>
        <DecideForm vehicle={vehicle} onDecided={onDecided} shortcuts />
      </Flex>
    </div>
  );
}
