import { Button, Checkbox, Flex, Typography } from 'antd';
import type { Row } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark } from '../../parts/tags.tsx';
import type { Pages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  queue: w('待审核的申报', 'Filings to review'),
  waiting: w('件待审核，先提交的在前', 'to review, oldest first'),
  overdue: w('超期', 'overdue'),
  doubtful: w('有疑点', 'look closer'),
  tick: w('选中', 'Choose'),
  all: w('全选无疑点的', 'Choose all without doubts'),
  none: w('取消选择', 'Choose none'),
  batch: w('批量受理', 'Accept several'),
  more: w('加载更多', 'Load more'),
};

type Filing = Row<'/api/v1/filings'>;

/** Whether a filing may be chosen to be accepted among others, as far as its row tells. */
const isClear = ({ warnings, machine }: Filing): boolean => warnings.length === 0 && machine.emissionStage !== 'X';

/** The filings that wait, the oldest first, one of which is looked at and some of which are chosen to be accepted together. */
export function ReviewQueue({
  pages,
  current,
  chosen,
  onOpen,
  onChoose,
  onBatch,
}: {
  readonly pages: Pages<Filing>;
  readonly current: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly onOpen: (id: string) => void;
  readonly onChoose: (ids: ReadonlySet<string>) => void;
  readonly onBatch: () => void;
}) {
  const t = useT();
  const { rows, more } = pages;
  const clear = rows.filter(isClear);
  const ticked = rows.filter(({ id }) => chosen.has(id)).length;
  const turn = (id: string, on: boolean) =>
    onChoose(new Set(on ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  return (
    <nav aria-label={t(W.queue)} style={{ minWidth: 0 }}>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 8 }}>
        {rows.length}
        {more && '+'} {t(W.waiting)}
      </Typography.Paragraph>
      {clear.length > 1 && (
        <Flex gap={8} wrap style={{ marginBottom: 8 }}>
          <Button onClick={() => onChoose(new Set(ticked > 0 ? [] : clear.map(({ id }) => id)))}>
            {t(ticked > 0 ? W.none : W.all)}
          </Button>
          {ticked > 0 && (
            <Button type="primary" onClick={onBatch}>
              {t(W.batch)}（{ticked}）
            </Button>
          )}
        </Flex>
      )}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0, maxHeight: '75vh', overflow: 'auto' }}>
        {rows.map((row) => (
          <li
            key={row.id}
            style={{
              display: 'flex',
              alignItems: 'flex-start',
              marginBottom: 4,
              borderRadius: 8,
              border: `1px solid ${row.id === current ? '#0b5f57' : '#d9dfdf'}`,
              background: row.id === current ? '#e3f1ee' : '#fff',
            }}
          >
            <Checkbox
              aria-label={`${t(W.tick)} ${row.machine.name} ${row.siteName}`}
              disabled={!isClear(row)}
              checked={chosen.has(row.id)}
              onChange={({ target }) => turn(row.id, target.checked)}
              style={{ padding: '9px 0 9px 10px' }}
            />
            <button
              type="button"
              aria-current={row.id === current}
              onClick={() => onOpen(row.id)}
              style={{
                flex: 1,
                minWidth: 0,
                textAlign: 'start',
                font: 'inherit',
                color: 'inherit',
                padding: '8px 10px',
                cursor: 'pointer',
                border: 0,
                background: 'none',
                overflowWrap: 'anywhere',
              }}
            >
              <strong>{row.machine.name}</strong> {row.overdue && <Mark tone="bad">{t(W.overdue)}</Mark>}{' '}
              {!isClear(row) && <Mark tone="warn">{t(W.doubtful)}</Mark>}
              <br />
              {row.siteName}
              <br />
              <Typography.Text type="secondary">
                <Instant at={row.submittedAt} />
              </Typography.Text>
            </button>
          </li>
        ))}
      </ol>
      {more && (
        <Button block onClick={more} loading={pages.fetchingMore}>
          {t(W.more)}
        </Button>
      )}
    </nav>
  );
}
