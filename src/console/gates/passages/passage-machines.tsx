import { useQueryClient } from '@tanstack/react-query';
import { Card, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import { api, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { LinkMachine } from './link-machine.tsx';
import type { Detail } from './passage-page.tsx';

const W = {
  title: w('随车运入的机械', 'Machines it brought'),
  none: w(
    '没有关联机械。板车运入机械时，请在此关联。',
    'None is linked. Link the machine where a trailer brought one.',
  ),
  filing: w('查看登记', 'Its filing'),
  suggested: w('可能的进场时间', 'It may have entered its site'),
  unlink: w('取消关联', 'Take it off'),
  unlinkSays: w(
    '取消后该机械不再显示由本车运入。企业只能取消本单位关联的机械。',
    'It is no longer shown as brought by this truck. An enterprise takes back only what its own people linked.',
  ),
};

/** The machines that a truck brought through a gate: those linked, and the way to link one. Only what comes in brings any. */
export function PassageMachines({ passage }: { readonly passage: Detail }) {
  const t = useT();
  const may = useMay();
  const queries = useQueryClient();
  const links = passage.direction === 'in' && may('machine-arrival.write');
  if (!links && passage.machines.length === 0) return null;
  const again = () => void queries.invalidateQueries({ queryKey: ['passage', passage.id] });
  return (
    <Card
      size="small"
      title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.title)}</h2>}
      extra={links && <LinkMachine passage={passage} onDone={again} />}
    >
      {passage.machines.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      <Flex vertical gap={8}>
        {passage.machines.map(({ id, machine, filingId, suggestedEntryAt }) => (
          <Flex key={id} gap={8} wrap align="center" justify="space-between">
            <Flex vertical gap={2}>
              <span>
                {may('machine.read') ? <Link to={`/machines/${machine.id}`}>{machine.name}</Link> : machine.name} ·{' '}
                {t(MACHINE_CATEGORY_NAMES[machine.category])} <Stage code={machine.emissionStage} />
              </span>
              {suggestedEntryAt && (
                <Typography.Text type="secondary">
                  {t(W.suggested)} <Instant at={suggestedEntryAt} />
                </Typography.Text>
              )}
            </Flex>
            <Flex gap={8} align="center">
              {filingId && may('filing.read') && <Link to={`/filings/${filingId}`}>{t(W.filing)}</Link>}
              {links && (
                <Act
                  label={W.unlink}
                  says={`${machine.name}：${t(W.unlinkSays)}`}
                  size="small"
                  act={() =>
                    told(
                      api.DELETE('/api/v1/passages/{id}/machines/{machineId}', {
                        params: { path: { id: passage.id, machineId: machine.id } },
                      }),
                    )
                  }
                  after={again}
                />
              )}
            </Flex>
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}
