import { Card, Typography } from 'antd';
import { api, told } from '../../api/client.ts';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { Timeline } from './timeline.tsx';

const W = {
  title: w('该号牌未建档，但有以下记录', 'No vehicle with this plate is on file; this is what was told of it'),
  none: w('也没有该号牌的通行或监测记录。', 'Nothing was told of this plate either.'),
};

/** What was told of a plate that stands on no register. */
export function PlateSightings({ plate }: { readonly plate: string }) {
  const t = useT();
  const pages = usePages(['timeline', plate], (cursor) =>
    told(api.POST('/api/v1/vehicles/timeline/search', { body: { plate, ...(cursor ? { cursor } : {}) } as never })),
  );
  if (!pages.asking && pages.rows.length === 0) return <Typography.Text type="secondary">{t(W.none)}</Typography.Text>;
  return (
    <Card size="small" title={t(W.title)}>
      <Timeline pages={pages} />
    </Card>
  );
}
