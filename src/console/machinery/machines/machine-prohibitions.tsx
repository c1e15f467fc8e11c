import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { api, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import { SiteName } from '../names.tsx';

const W = {
  open: w('禁止使用', 'Under prohibition'),
  openWhat: w(
    '检测不合格，复检合格前在任何工地都不得作业。',
    'It failed a test: no work on any site until it passes a re-test.',
  ),
  where: w('检查工地', 'Inspected on'),
  since: w('起始时间', 'Since'),
  retest: w('复检期限', 'Re-test by'),
  overdue: w('已逾期', 'overdue'),
  lifted: w('曾被禁止使用，复检合格后已解除', 'Was under prohibition; lifted after a re-test'),
};

/** Prohibitions of use of a machine: the open one stands out, those lifted are told. */
export function MachineProhibitions({ machineId }: { readonly machineId: string }) {
  const t = useT();
  const { data } = useQuery({
    queryKey: ['prohibitions', machineId],
    queryFn: () => told(api.GET('/api/v1/prohibitions', { params: { query: { machineId } } })),
  });
  return (
    <>
      {data?.items.map(({ id, status, siteId, openedAt, liftedAt, retestBy, retestOverdue }) =>
        status === 'open' ? (
          <Alert
            key={id}
            type="error"
            showIcon
            style={{ marginBottom: 16 }}
            title={t(W.open)}
            description={
              <>
                {t(W.openWhat)} {t(W.since)} <Instant at={openedAt} />，{t(W.where)} <SiteName id={siteId} />
                {retestBy && `，${t(W.retest)} ${retestBy}`}
                {retestOverdue && `（${t(W.overdue)}）`}
              </>
            }
          />
        ) : (
          <Alert
            key={id}
            type="info"
            style={{ marginBottom: 16 }}
            title={
              <>
                {t(W.lifted)}：<Instant at={openedAt} /> – <Instant at={liftedAt} />
              </>
            }
          />
        ),
      )}
    </>
  );
}
