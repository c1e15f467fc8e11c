import { RightOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { Loading } from '../../parts/loading.tsx';
import { minuteText } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { OfflineNote } from '../offline-note.tsx';
import { useEntries } from '../outbox/entries.ts';
import type { Entry } from '../outbox/entry.ts';
import { ResultMark } from '../result-mark.tsx';
import { CHECK, KIND_WORDS, RECORDS_TITLE, STATE_TONES, STATE_WORDS } from './record-words.ts';

const W = {
  none: w(
    '本机还没有记录。扫描机械后可记录检测或现场所见。',
    'Nothing is recorded on this telephone yet. Scan a machine to begin.',
  ),
  begin: w('去检查', 'Begin'),
  kept: w(
    '已上传的记录在本机保留 7 天，系统中长期保存。',
    'What was sent stays on this telephone for 7 days, and on record for good.',
  ),
  open: {
    refused: w('需要修改', 'To be put right'),
    draft: w('未填完', 'Unfinished'),
    waiting: w('待上传', 'Waiting to be sent'),
    sent: w('已上传', 'Sent'),
  },
};

const ORDER = ['refused', 'draft', 'waiting', 'sent'] as const;

/** Everything that the inspector recorded on this telephone, what needs doing first. */
export function RecordsPage() {
  const t = useT();
  const me = useMe();
  const { data: entries } = useEntries(me.id);
  return (
    <Page title={RECORDS_TITLE} trail={[CHECK]}>
      <Flex vertical gap={16}>
        <OfflineNote />
        {!entries && <Loading />}
        {entries?.length === 0 && (
          <Card>
            <Empty description={t(W.none)}>
              <Link to="/field">
                <Button type="primary">{t(W.begin)}</Button>
              </Link>
            </Empty>
          </Card>
        )}
        {ORDER.map((state) => {
          const own = entries?.filter((entry) => entry.state === state) ?? [];
          if (own.length === 0) return null;
          return (
            <section key={state} aria-labelledby={`records-${state}`}>
              <h2 id={`records-${state}`} style={{ fontSize: 16 }}>
                {t(W.open[state])}（{own.length}）
              </h2>
              <Flex vertical gap={8} component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {own.map((entry) => (
                  <li key={entry.id}>
                    <OneEntry entry={entry} />
                  </li>
                ))}
              </Flex>
            </section>
          );
        })}
        {entries?.some(({ state }) => state === 'sent') && (
          <Typography.Text type="secondary">{t(W.kept)}</Typography.Text>
        )}
      </Flex>
    </Page>
  );
}

function OneEntry({ entry }: { readonly entry: Entry }) {
  const t = useT();
  return (
    <Link to={`/field/records/${entry.id}`} style={{ color: 'inherit', display: 'block' }}>
      <Card size="small" hoverable>
        <Flex justify="space-between" align="center" gap={8}>
          <div style={{ minWidth: 0 }}>
            <strong>{entry.machine.title}</strong>
            <div>
              {t(KIND_WORDS[entry.kind])} · {entry.site.name}
            </div>
            <Typography.Text type="secondary" className="numbers">
              {minuteText(new Date(entry.createdAt).toISOString())}
            </Typography.Text>
            {entry.fault && entry.state === 'refused' && (
              <div>
                <Typography.Text type="danger">{entry.fault.errors[0]?.detail ?? entry.fault.message}</Typography.Text>
              </div>
            )}
          </div>
          <Flex gap={8} align="center">
            {entry.outcome?.result ? (
              <ResultMark result={entry.outcome.result} />
            ) : (
              <Mark tone={STATE_TONES[entry.state]}>{t(STATE_WORDS[entry.state])}</Mark>
            )}
            <RightOutlined aria-hidden />
          </Flex>
        </Flex>
      </Card>
    </Link>
  );
}
