import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { api, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { type Months, monthsBefore } from './months.ts';

const W = {
  none: w('所选期间没有过车记录。', 'No passages in this period.'),
  last: w('最近一次过车在', 'The last passage was in'),
  show: w('查看截至该月的 12 个月', 'Show the 12 months up to it'),
};

/** Says when there was something, where the period chosen has nothing. */
export function LatestData({ onShow }: { readonly onShow: (months: Months) => void }) {
  const t = useT();
  const { data } = useQuery({
    queryKey: ['passages', 'latest'],
    queryFn: () => told(api.GET('/api/v1/passages', { params: { query: { limit: '1' as never } } })),
  });
  const month = data?.items[0]?.passedAt.slice(0, 7);
  return (
    <Alert
      type="info"
      showIcon
      title={month ? `${t(W.none)} ${t(W.last)} ${month}` : t(W.none)}
      // Beside the sentence it would leave a telephone no room for it.
      description={
        month && (
          <Button size="small" onClick={() => onShow({ from: monthsBefore(month, 11), to: month })}>
            {t(W.show)}
          </Button>
        )
      }
    />
  );
}
