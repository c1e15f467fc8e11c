import { Descriptions, Flex } from 'antd';
import { Instant } from '../../parts/moments.tsx';
import { Outcome, Plate, Stage } from '../../parts/tags.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useNames } from '../parts/places.ts';
import { dwellText, type Visit, VisitState } from './visit-rows.tsx';

const W = {
  in: w('进厂', 'In'),
  out: w('出厂', 'Out'),
  dwell: w('在厂时长', 'Time inside'),
  net: w('净重', 'Net'),
  tonnes: w('吨', 't'),
  untold: w('未上报', 'not told'),
  missing: w('无记录', 'No record'),
};

/** A visit in short: the vehicle, when it came and left, and what stayed here of its load. */
export function VisitSummary({ visit }: { readonly visit: Visit }) {
  const t = useT();
  const { language } = useLanguage();
  const names = useNames();
  const side = (of: Visit['entry']) =>
    of ? (
      <span>
        <Instant at={of.at} seconds /> · {names.gate(of.gateId)} ·{' '}
        {of.tonnes === null ? t(W.untold) : `${of.tonnes} ${t(W.tonnes)}`}
      </span>
    ) : (
      t(W.missing)
    );
  return (
    <>
      <Flex gap={8} wrap align="center" style={{ marginBottom: 8 }}>
        <Plate plate={visit.plate} colour={visit.plateColour} />
        <Stage code={visit.emissionStage} />
        <VisitState of={visit.state} />
        <Outcome of={visit.outcome} />
      </Flex>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'in', label: t(W.in), children: side(visit.entry) },
          { key: 'out', label: t(W.out), children: side(visit.exit) },
          { key: 'dwell', label: t(W.dwell), children: dwellText(visit, language) },
          {
            key: 'net',
            label: t(W.net),
            children: visit.netTonnes === null ? t(W.untold) : `${visit.netTonnes} ${t(W.tonnes)}`,
          },
        ]}
      />
    </>
  );
}
