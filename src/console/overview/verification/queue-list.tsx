import { Button, Flex, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import type { Schema } from '../../api/client.ts';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import type { Pages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  label: w('待核验', 'To verify'),
  passages: w('次通行', 'passages'),
  enterprises: w('家企业', 'enterprises'),
  unregistered: w('未建档', 'not on file'),
  doubts: w('处疑点', 'doubts'),
  more: w('加载更多', 'Load more'),
};

export type Waiting = Schema<'WaitingPlate'>;

/** The queue; the one looked at is marked. */
export function QueueList({
  pages,
  chosen,
  onChoose,
}: {
  readonly pages: Pages<Waiting>;
  readonly chosen: string | undefined;
  readonly onChoose: (plate: string) => void;
}) {
  const t = useT();
  return (
    <Flex vertical gap={8} component="nav" aria-label={t(W.label)}>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
        {pages.rows.map((one) => (
          <li key={one.plate}>
            <Item one={one} chosen={one.plate === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {pages.more && (
        <Button onClick={pages.more} loading={pages.fetchingMore}>
          {t(W.more)}
        </Button>
      )}
    </Flex>
  );
}

function Item({
  one,
  chosen,
  onChoose,
}: {
  readonly one: Waiting;
  readonly chosen: boolean;
  readonly onChoose: (plate: string) => void;
}) {
  const t = useT();
  const place = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The focus follows the keys, so that the next key acts on what is looked at; never out of a field.
    if (chosen && !document.activeElement?.closest('input, textarea')) place.current?.focus({ preventScroll: false });
  }, [chosen]);
  const doubts = one.vehicles.reduce((sum, { contradictions }) => sum + contradictions.length, 0);
  return (
    <button
      ref={place}
      type="button"
      aria-current={chosen}
      onClick={() => onChoose(one.plate)}
      style={{
        width: '100%',
        textAlign: 'start',
        padding: 12,
        borderRadius: 8,
        cursor: 'pointer',
        font: 'inherit',
        border: `1px solid ${chosen ? '#0b5f57' : '#d9dede'}`,
        background: chosen ? '#e3f1ee' : '#fff',
      }}
    >
      <Flex vertical gap={6}>
        <Flex gap={8} align="center" wrap>
          <Plate plate={one.plate} colour={one.plateColours[0]} />
          {one.vehicles[0] ? (
            <Stage code={one.vehicles[0].vehicle.emissionStage} />
          ) : (
            <Mark tone="warn">{t(W.unregistered)}</Mark>
          )}
          {doubts > 0 && (
            <Mark tone="bad">
              {doubts} {t(W.doubts)}
            </Mark>
          )}
        </Flex>
        <Typography.Text type="secondary" className="numbers">
          {one.passages} {t(W.passages)} · {one.enterprises} {t(W.enterprises)}
        </Typography.Text>
      </Flex>
    </button>
  );
}
