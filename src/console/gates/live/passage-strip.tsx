import { Card, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { DIRECTION_NAMES } from '../../../domain/gates/names.ts';
import { instantText } from '../../parts/moments.tsx';
import { Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import type { Seen } from './seen.ts';
import { Verdict } from './verdict.tsx';

const W = { before: w('之前的通行', 'Before it') };

/** The passages before the last, newest first. */
export function PassageStrip({
  passages,
  gateOf,
}: {
  readonly passages: readonly Seen[];
  readonly gateOf: (id: string) => string;
}) {
  const t = useT();
  return (
    <Card size="small" style={{ height: '100%' }} title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(W.before)}</h2>}>
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {passages.map((one) => (
          <li key={one.id} style={{ borderBlockEnd: '1px solid #e5e9e9' }}>
            <Link to={`/passages/${one.id}`} style={{ display: 'block', padding: '10px 4px', color: 'inherit' }}>
              <Flex
                justify="space-between"
                align="center"
                gap={8}
                wrap
                style={{ fontSize: 'clamp(15px, 1.2vw, 32px)' }}
              >
                <Flex gap={8} align="center" style={{ zoom: 1.15 }}>
                  <Plate plate={one.plate} colour={one.plateColour} />
                  <span>{t(stageNameOf(one.emissionStage ?? 'X'))}</span>
                </Flex>
                <Verdict of={one.outcome} />
              </Flex>
              <Typography.Text type="secondary" style={{ fontSize: 'clamp(13px, 1vw, 26px)' }}>
                <span className="numbers">{instantText(one.passedAt)}</span> · {t(DIRECTION_NAMES[one.direction])} ·{' '}
                {gateOf(one.gateId)}
              </Typography.Text>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
