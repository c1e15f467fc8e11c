import { Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { useT, w } from '../../session/language.ts';
import { useCountyName } from '../words.ts';
import { SHADES, shadeOf, TILES, type Tile } from './county-tiles.ts';
import { numberText, type Point, type Unit } from './reports.ts';

const W = {
  schematic: w(
    '示意图：方块仅表示县区大致方位，不代表行政区划边界。',
    'Schematic: squares stand roughly as counties lie, and show no borders.',
  ),
  less: w('少', 'Less'),
  more: w('多', 'More'),
  unknown: w('— 表示无数据或不在管辖范围', '— nothing, or not yours to see'),
};

const SIZE = 100;
const GAP = 6;

/** The six counties on a schematic, coloured by a figure that is also written on them; each opens the rows behind it. */
export function CountyMap({
  title,
  unit,
  pointOf,
  chosen,
}: {
  readonly title: string;
  readonly unit: Unit;
  readonly pointOf: (code: string) => Point;
  readonly chosen: string | undefined;
}) {
  const t = useT();
  const most = Math.max(0, ...TILES.map(({ code }) => pointOf(code).value ?? 0));
  return (
    <Flex vertical gap={8}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing holds no fieldset */}
      <svg viewBox={`0 0 ${4 * SIZE} ${3 * SIZE}`} role="group" aria-label={title} width="100%">
        {TILES.map((tile) => (
          <CountyTile
            key={tile.code}
            tile={tile}
            point={pointOf(tile.code)}
            most={most}
            unit={unit}
            chosen={tile.code === chosen}
          />
        ))}
      </svg>
      <Flex gap={6} align="center" wrap aria-hidden>
        <Typography.Text type="secondary">{t(W.less)}</Typography.Text>
        {SHADES.map((colour) => (
          <span
            key={colour}
            style={{ width: 24, height: 12, background: colour, border: '1px solid #9fcac3', borderRadius: 2 }}
          />
        ))}
        <Typography.Text type="secondary">{t(W.more)}</Typography.Text>
      </Flex>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {t(W.schematic)} {t(W.unknown)}
      </Typography.Text>
    </Flex>
  );
}

function CountyTile({
  tile: { code, x, y, wide },
  point,
  most,
  unit,
  chosen,
}: {
  readonly tile: Tile;
  readonly point: Point;
  readonly most: number;
  readonly unit: Unit;
  readonly chosen: boolean;
}) {
  const t = useT();
  const name = useCountyName()(code);
  const text = numberText(point.value, unit, t);
  const [fill, light] = shadeOf(point.value, most);
  const ink = light ? '#ffffff' : '#1f2937';
  const left = x * SIZE + GAP / 2;
  const width = wide * SIZE - GAP;
  const top = y * SIZE + GAP / 2;
  const square = (
    <>
      <rect
        x={left}
        y={top}
        width={width}
        height={SIZE - GAP}
        rx={10}
        fill={fill}
        stroke={chosen ? '#b42318' : '#9fcac3'}
        strokeWidth={chosen ? 4 : 1}
      />
      <text x={left + width / 2} y={top + 36} textAnchor="middle" fontSize={17} fill={ink}>
        {name.replace(' County', '')}
      </text>
      <text x={left + width / 2} y={top + 70} textAnchor="middle" fontSize={24} fontWeight={600} fill={ink}>
        {text}
      </text>
    </>
  );
  if (!point.page || point.value === null) return <g>{square}</g>;
  return <Link to={point.page}>{square}</Link>;
}
