import { Alert, Flex } from 'antd';
import { useEffect, useState } from 'react';
import { formatInstant } from '../../../domain/time.ts';
import type { LineState } from '../../parts/live-stream.ts';
import { instantText } from '../../parts/moments.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { spanText } from '../parts/span.ts';

const W = {
  up: w('实时连接正常', 'Live'),
  opening: w('正在连接…', 'Connecting…'),
  down: w('实时连接已中断，下面不是最新情况', 'The line is down: this is not the latest'),
  since: w('中断时间', 'Down since'),
  trying: w('正在自动重连，恢复后自动补上。', 'Trying again by itself; what is missing is filled in afterwards.'),
  busy: w('您打开的实况页面过多，请关闭几个。', 'Too many live pages of yours are open: close some.'),
  closed: w('您已退出登录或无权接收实时信息。', 'You are signed out, or may not listen.'),
};

/** How the line to the service stands: one quiet word while it is up, and plainly since when where it is down. */
export function LineBanner({ line }: { readonly line: LineState }) {
  const t = useT();
  const { language } = useLanguage();
  const now = useNow(line.state === 'down');
  if (line.state === 'up' || line.state === 'opening')
    return (
      <Flex role="status" align="center" gap={8} style={{ fontSize: 16 }}>
        <span
          aria-hidden
          style={{ width: 12, height: 12, borderRadius: 6, background: line.state === 'up' ? '#1b6e2c' : '#8f4700' }}
        />
        {t(line.state === 'up' ? W.up : W.opening)}
      </Flex>
    );
  if (line.state === 'closed') return <Alert type="error" showIcon title={t(W.closed)} />;
  const since = instantText(formatInstant(line.since));
  const long = spanText((now - line.since) / 1_000, language);
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      style={{ flex: '1 1 100%' }}
      title={<strong style={{ fontSize: 20 }}>{t(W.down)}</strong>}
      description={`${t(W.since)} ${since}（${long}）${line.busy ? t(W.busy) : t(W.trying)}`}
    />
  );
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
