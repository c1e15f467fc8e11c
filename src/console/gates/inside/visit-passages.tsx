import { Flex } from 'antd';
import { Link } from 'react-router';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Outcome } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  title: w('全部识别', 'Every reading'),
  here: w('本条', 'This one'),
  more: w('识别次数更多，未全部列出。', 'It was read more often than is listed.'),
  drawn: w('牵引车', 'Drawn by'),
  entry: w('进厂', 'Entry'),
  exit: w('出厂', 'Exit'),
  repeat: w('重复识别', 'Repeat'),
  refused: w('被拦停', 'Turned away'),
  trailer: w('挂车', 'Trailer'),
};

/** Every passage of a visit in order of time; `here` is the one that is looked at. */
export function VisitPassages({ visit, here }: { readonly visit: Schema<'Visit'>; readonly here?: string }) {
  const t = useT();
  return (
    <>
      <h3 style={{ fontSize: 14, margin: '12px 0 4px' }}>{t(W.title)}</h3>
      <Flex component="ul" vertical gap={4} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {visit.passages.map(({ part, passage }) => (
          <li key={passage.id}>
            <Flex gap={8} wrap align="center">
              <Mark tone={part === 'refused' ? 'bad' : 'plain'}>{t(W[part])}</Mark>
              {passage.id === here ? (
                <span>
                  <Instant at={passage.passedAt} seconds /> · {t(W.here)}
                </span>
              ) : (
                <Link to={`/passages/${passage.id}`}>
                  <Instant at={passage.passedAt} seconds />
                </Link>
              )}
              <Outcome of={passage.outcome} />
            </Flex>
          </li>
        ))}
      </Flex>
      {visit.more && <p>{t(W.more)}</p>}
      {visit.drawnBy && (
        <Flex gap={8} style={{ marginTop: 8 }}>
          <span>{t(W.drawn)}</span>
          <Link to={`/inside/visits/${visit.drawnBy.visitId}`}>{visit.drawnBy.plate ?? '—'}</Link>
        </Flex>
      )}
    </>
  );
}
