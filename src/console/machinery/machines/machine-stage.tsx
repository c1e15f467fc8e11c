import { CheckCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { MACHINE_STAGE_BASES } from '../../../domain/machinery/stage-basis.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Section } from '../../parts/section.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { VerifyStage } from './verify-stage.tsx';

const W = {
  title: w('排放阶段', 'Emission stage'),
  verify: w('核验排放阶段', 'Verify the stage'),
  verified: w('已核验', 'Verified'),
  unverified: w('未核验', 'Not verified'),
  verifiedMeans: w(
    '执法人员看过机械或资料，认定为此阶段；登记单位不能自行改动，再次核验才会变化。',
    'An officer looked and found this stage. The holder cannot change it; only another look can.',
  ),
  unverifiedMeans: w(
    '依据登记单位的说法，尚无执法人员核实。现场检查时以实际为准。',
    'It rests on what its holder says; no officer has looked yet. What an inspection finds counts.',
  ),
  basis: w('依据', 'Rests on'),
  before: w('原记录', 'Before'),
  history: w('核验记录', 'Looks of officers'),
};

/** The stage of a machine, what it rests on, and what it means that an officer looked or did not. */
export function MachineStage({ machine }: { readonly machine: Schema<'Machine'> }) {
  const t = useT();
  const may = useMay();
  const [verifying, setVerifying] = useState(false);
  const { emissionStage, stageVerified, stageBasis, verifications } = machine;
  return (
    <Section
      title={t(W.title)}
      actions={
        may('machine.verify') && (
          <Button type={stageVerified ? 'default' : 'primary'} onClick={() => setVerifying(true)}>
            {t(W.verify)}
          </Button>
        )
      }
    >
      <Flex align="center" gap={16} wrap>
        <span style={{ fontSize: 28, fontWeight: 600 }}>{t(stageNameOf(emissionStage))}</span>
        <Typography.Text type={stageVerified ? 'success' : 'warning'} strong>
          {stageVerified ? <CheckCircleFilled /> : <QuestionCircleFilled />}{' '}
          {t(stageVerified ? W.verified : W.unverified)}
        </Typography.Text>
        {stageBasis && (
          <span>
            {t(W.basis)}：{t(MACHINE_STAGE_BASES[stageBasis])}
          </span>
        )}
      </Flex>
      <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
        {t(stageVerified ? W.verifiedMeans : W.unverifiedMeans)}
      </Typography.Paragraph>
      {verifications.length > 0 && (
        <details style={{ marginTop: 8 }}>
          <summary>{t(W.history)}</summary>
          <ul>
            {verifications.map(({ at, emissionStage: found, basis, stageBefore, remarks }) => (
              <li key={at}>
                <Instant at={at} /> {t(stageNameOf(found))}（{t(MACHINE_STAGE_BASES[basis])}），{t(W.before)}{' '}
                {t(stageNameOf(stageBefore))}
                {remarks && `：${remarks}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {verifying && <VerifyStage machine={machine} onClose={() => setVerifying(false)} />}
    </Section>
  );
}
