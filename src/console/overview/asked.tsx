import { Typography } from 'antd';
import { formatInstant } from '../../domain/time.ts';
import { instantText } from '../parts/moments.tsx';
import { useT, w } from '../session/language.ts';

const W = { asked: w('更新于', 'As of') };

/** When something was last asked for (ms), in China's time; nothing where it never was. */
export function Asked({ at }: { readonly at: number }) {
  const t = useT();
  if (at === 0) return null;
  const instant = formatInstant(at);
  return (
    <Typography.Text type="secondary" style={{ alignSelf: 'center' }}>
      {t(W.asked)}{' '}
      <time className="numbers" dateTime={instant}>
        {instantText(instant).slice(11)}
      </time>
    </Typography.Text>
  );
}
