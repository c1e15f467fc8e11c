import { UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Drawer, Flex, Grid, Select, Typography } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { Link } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { AllVerified } from './all-verified.tsx';
import { QueueList } from './queue-list.tsx';
import { WaitingDetail } from './waiting-detail.tsx';

const W = {
  title: w('车辆核验', 'Verification'),
  import: w('批量导入核实结果', 'Import a table'),
  window: w('统计近期通行', 'Passages of the last'),
  days: w('天', 'days'),
  usual: w('按规则默认', 'as the policy says'),
  keys: w('键盘：↑↓ 选车，1–4 选依据，回车核实', 'Keys: ↑↓ choose, 1–4 basis, Enter verifies'),
  detail: w('待核车辆', 'To verify'),
};

const NAMES = ['days', 'enterpriseId'] as const;
const WINDOWS = ['1', '7', '30', '90', '365', '999'];

/** What waits to be verified, what most passages hang on first; decided on beside its evidence, by keys alone if one likes. */
export function QueuePage() {
  const t = useT();
  const queries = useQueryClient();
  const roomy = Grid.useBreakpoint().lg ?? window.innerWidth >= 992;
  const [filters, set] = useUrlFilters(NAMES);
  const [chosen, setChosen] = useState<string>();
  const pages = usePages(['verification', filters], (cursor) =>
    told(api.GET('/api/v1/vehicles/verification-queue', { params: { query: { ...filters, cursor } as never } })),
  );
  const { rows } = pages;
  const found = rows.findIndex(({ plate }) => plate === chosen);
  const place = found >= 0 ? found : roomy ? 0 : -1;
  const one = rows[place];
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, place + by))];
    if (next) setChosen(next.plate);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role=combobox]')) return;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else return;
    event.preventDefault();
  };
  const decided = () => {
    step(rows[place + 1] ? 1 : -1);
    void queries.invalidateQueries({ queryKey: ['verification'] });
  };
  const detail = one && <WaitingDetail key={one.plate} one={one} onDecided={decided} />;
  return (
    <Page
      title={W.title}
      actions={
        <Link to="/vehicles/import">
          <Button icon={<UploadOutlined />}>{t(W.import)}</Button>
        </Link>
      }
    >
      <Flex vertical gap={12}>
        <Flex gap={12} wrap align="center">
          <Select
            aria-label={t(W.window)}
            prefix={t(W.window)}
            value={filters.days ?? ''}
            onChange={(days) => set({ days: days || undefined })}
            options={[
              { value: '', label: t(W.usual) },
              ...WINDOWS.map((days) => ({ value: days, label: `${days} ${t(W.days)}` })),
            ]}
            style={{ minWidth: 240 }}
          />
          {roomy && <Typography.Text type="secondary">{t(W.keys)}</Typography.Text>}
        </Flex>
        {pages.asking && <Loading />}
        {pages.error && rows.length === 0 && <Fault error={pages.error} onRetry={pages.again} />}
        {!pages.asking && !pages.error && rows.length === 0 && <AllVerified />}
        {rows.length > 0 && (
          // Keys work wherever the focus is within the queue.
          // biome-ignore lint/a11y/noStaticElementInteractions: what is inside has roles of its own
          <div
            onKeyDown={onKey}
            style={{
              display: 'grid',
              gap: 16,
              gridTemplateColumns: roomy ? 'minmax(280px, 360px) 1fr' : '1fr',
              alignItems: 'start',
            }}
          >
            <QueueList pages={pages} chosen={one?.plate} onChoose={setChosen} />
            {roomy ? (
              <Card size="small">{detail}</Card>
            ) : (
              <Drawer
                open={one !== undefined}
                onClose={() => setChosen(undefined)}
                title={t(W.detail)}
                placement="bottom"
                size="92vh"
              >
                {detail}
              </Drawer>
            )}
          </div>
        )}
      </Flex>
    </Page>
  );
}
