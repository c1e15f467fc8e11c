import { Flex } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  machine: w('非道路机械', 'A machine'),
  enterprise: w('企业', 'The enterprise'),
  seller: w('销售单位', 'A seller'),
  stageUnknown: w('排放阶段未知', 'Stage unknown'),
};

/** What a violation is about: the vehicle with its stage, the machine, the seller, or the enterprise itself. */
export function SubjectLine({ subject }: { readonly subject: Schema<'ViolationSubject'> }) {
  const t = useT();
  if (subject.plate !== undefined)
    return (
      <Flex gap={8} align="center" wrap>
        <Plate plate={subject.plate} colour={subject.plateColour} />
        {(subject.emissionStage ?? 'X') === 'X' ? (
          <Mark tone="warn">{t(W.stageUnknown)}</Mark>
        ) : (
          <Stage code={subject.emissionStage} />
        )}
      </Flex>
    );
  if (subject.machineId !== undefined) return <Link to={`/machines/${subject.machineId}`}>{t(W.machine)}</Link>;
  return <>{t(subject.type === 'seller' ? W.seller : W.enterprise)}</>;
}
