import { Flex, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { FUEL_NAMES, type Fuel } from '../../../domain/codes/fuel.ts';
import { USAGE_NAMES, type Usage } from '../../../domain/codes/usage.ts';
import { vehicleTypeName } from '../../../domain/codes/vehicle-type-names.ts';
import type { Message } from '../../../domain/failure.ts';
import { LEDGER_FACT_NAMES, type LedgerFact, type LedgerSource } from '../../../domain/ledgers/ledger-vehicle.ts';
import { Instant } from '../../parts/moments.tsx';
import { Mark, Plate, Stage } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';
import type { LedgerRow } from './missing.ts';

const W = {
  plate: w('车牌号码', 'Plate'),
  enterprise: w('企业', 'Enterprise'),
  in: w('进厂', 'In'),
  out: w('出厂', 'Out'),
  lack: w('缺', 'Missing'),
  empty: w('空车', 'Empty'),
  tonnes: w('吨', 't'),
  photos: w('张照片', 'photos'),
  noCargo: w('缺货名', 'No cargo'),
  noTonnes: w('缺重量', 'No weight'),
  noPhotos: w('缺照片', 'No photos'),
  inside: w('在厂', 'Inside'),
  papers: w('随车清单／行驶证', 'Vehicle list, licence'),
  list: w('随车清单', 'List'),
  licence: w('行驶证', 'Licence'),
  declared: w('企业申报', 'declared'),
  asserted: w('门禁上报', 'by the gate'),
};

const SHOWN = [
  'emissionStage',
  'fuel',
  'vin',
  'registeredOn',
  'brandModel',
  'vehicleType',
  'usage',
  'owner',
  'networkStatus',
] as const;

/** The columns of the ledger of transport vehicles; what a row lacks is marked where it would stand. */
export function transportColumns({
  t,
  missing,
  several,
}: {
  readonly t: (message: Message) => string;
  readonly missing: (row: LedgerRow) => readonly string[];
  readonly several: boolean;
}): TableColumnsType<LedgerRow> {
  const or = (row: LedgerRow, field: string, content: ReactNode, lack: Message = W.lack): ReactNode =>
    content ?? (missing(row).includes(field) ? <Mark tone="warn">{t(lack)}</Mark> : '—');
  const side = (name: 'entry' | 'exit') => (_: unknown, row: LedgerRow) => {
    const seen = row[name];
    if (!seen) return or(row, name, name === 'exit' && !missing(row).includes('exit') ? t(W.inside) : undefined);
    const tonnes = seen.tonnes === null ? undefined : `${seen.tonnes} ${t(W.tonnes)}`;
    return (
      <Flex vertical gap={2}>
        <Instant at={seen.at} />
        <Flex gap={4} wrap>
          {seen.empty ? t(W.empty) : or(row, `${name}.cargo`, seen.cargo ?? undefined, W.noCargo)}
          {!seen.empty && or(row, `${name}.quantity`, tonnes, W.noTonnes)}
        </Flex>
        {seen.photos.length > 0 ? (
          <Link to={`/passages/${seen.passageId}`}>{`${seen.photos.length} ${t(W.photos)}`}</Link>
        ) : (
          <span>
            <Mark tone="warn">{t(W.noPhotos)}</Mark>
          </span>
        )}
      </Flex>
    );
  };
  return [
    {
      title: t(W.plate),
      key: 'plate',
      fixed: 'left',
      render: (_, row) => (
        <Link to={`/inside/visits/${row.id}`}>
          <Plate plate={row.plate} colour={row.plateColour} />
        </Link>
      ),
    },
    ...(several
      ? [{ title: t(W.enterprise), key: 'e', render: (_: unknown, row: LedgerRow) => row.enterprise ?? '—' }]
      : []),
    { title: t(W.in), key: 'in', render: side('entry') },
    { title: t(W.out), key: 'out', render: side('exit') },
    ...SHOWN.map((fact) => ({
      title: t(LEDGER_FACT_NAMES[fact]),
      key: fact,
      render: (_: unknown, row: LedgerRow) => or(row, fact, factOf(row, fact, t)),
    })),
    {
      title: t(W.papers),
      key: 'papers',
      render: (_, row) => (
        <Flex gap={4} wrap>
          <Mark tone={row.list.length > 0 ? 'good' : 'warn'}>{`${t(W.list)} ${row.list.length}`}</Mark>
          <Mark tone={row.licence.length > 0 ? 'good' : 'warn'}>{`${t(W.licence)} ${row.licence.length}`}</Mark>
        </Flex>
      ),
    },
  ];
}

/** A fact of the vehicle in words, with who said it unless an officer verified it. */
function factOf({ vehicle, sources }: LedgerRow, fact: LedgerFact, t: (message: Message) => string): ReactNode {
  const value = vehicle[fact];
  if (value === null) return undefined;
  const source: LedgerSource | undefined = sources[fact];
  const said = source === 'declared' ? t(W.declared) : source === 'asserted' ? t(W.asserted) : undefined;
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {fact === 'emissionStage' ? <Stage code={value} substage={vehicle.emissionSubstage} /> : wordOf(fact, value, t)}
      {said && <span style={{ fontSize: 12, color: 'rgba(0, 0, 0, 0.68)' }}> {said}</span>}
    </span>
  );
}

function wordOf(fact: LedgerFact, value: string, t: (message: Message) => string): string {
  if (fact === 'fuel') return t(FUEL_NAMES[value as Fuel] ?? { zh: value, en: value });
  if (fact === 'vehicleType') return t(vehicleTypeName(value));
  if (fact === 'usage') return t(USAGE_NAMES[value as Usage] ?? { zh: value, en: value });
  return value;
}
