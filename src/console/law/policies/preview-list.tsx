import { Empty, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Download } from '../../parts/download.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Outcome, Plate } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import { kindName } from '../parts/kind-words.ts';
import { OrganisationName } from '../parts/organisation.tsx';
import { countyName } from '../parts/words.ts';

const W = {
  who: w('对象', 'Who'),
  county: w('县区', 'County'),
  at: w('时间', 'When'),
  newly: w('新增', 'Newly'),
  noLonger: w('不再', 'No longer'),
  before: w('现行结论', 'As it was'),
  after: w('草案结论', 'Under the draft'),
  none: w('没有受影响的明细。', 'Nobody is treated otherwise.'),
  open: w('查看通行', 'Open the passage'),
  machine: w('查看机械', 'Open the machine'),
  list: w('明细', 'Rows'),
  export: w('导出', 'Export'),
};

type Found = Schema<'PolicyPreviewRow'>;
type List = 'passages' | 'vehicles' | 'enterprises' | 'machines';

/** Those that a draft treats otherwise, worst first; each opens what it is. */
export function PreviewList({
  id,
  list,
  ruleName,
  state,
}: {
  readonly id: string;
  readonly list: List;
  readonly ruleName: (rule: string) => string;
  readonly state: string;
}) {
  const t = useT();
  const pages = usePages<Found>(['law', 'policy-preview', id, list, state], (cursor) =>
    told(api.GET('/api/v1/policy-previews/{id}/{list}', { params: { path: { id, list }, query: { cursor } } })),
  );
  const verdict = ({ outcome, flags }: Found['before']) => (
    <Flex vertical gap={2}>
      {outcome && (
        <span>
          <Outcome of={outcome} />
        </span>
      )}
      {flags.map(({ kind, rule }) => (
        <span key={`${kind} ${rule}`} title={ruleName(rule)} style={{ whiteSpace: 'normal' }}>
          {t(kindName(kind))}
        </span>
      ))}
      {!outcome && flags.length === 0 && '—'}
    </Flex>
  );
  const county = ({ countyCode }: Found) => (countyCode ? t(countyName(countyCode)) : '—');
  const exported = (format: string) => `/api/v1/policy-previews/${id}/${list}/export?format=${format}`;
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap className="no-print">
        <Download path={exported('xlsx')} fileName={`${list}.xlsx`}>
          {t(W.export)} XLSX
        </Download>
        <Download path={exported('csv')} fileName={`${list}.csv`}>
          CSV
        </Download>
      </Flex>
      <Rows
        pages={pages}
        label={t(W.list)}
        rowKey={({ id: of }) => of}
        empty={<Empty description={t(W.none)} />}
        columns={[
          { title: t(W.who), render: (_, one) => <Who one={one} list={list} /> },
          ...(list === 'passages'
            ? [{ title: t(W.at), render: (_: unknown, { at }: Found) => <Instant at={at} /> }]
            : []),
          { title: t(W.county), render: (_, one) => county(one) },
          { title: t(W.newly), align: 'right', render: (_, { newly }) => newly },
          { title: t(W.noLonger), align: 'right', render: (_, { noLonger }) => noLonger },
          { title: t(W.before), render: (_, { before }) => verdict(before) },
          { title: t(W.after), render: (_, { after }) => verdict(after) },
        ]}
        card={(one) => (
          <Flex vertical gap={6}>
            <Who one={one} list={list} />
            <span>
              {county(one)} {one.at && <Instant at={one.at} />}
            </span>
            <span>
              {t(W.newly)} {one.newly} · {t(W.noLonger)} {one.noLonger}
            </span>
            <Flex gap={12} wrap>
              <div>
                <Typography.Text type="secondary">{t(W.before)}</Typography.Text>
                {verdict(one.before)}
              </div>
              <div>
                <Typography.Text type="secondary">{t(W.after)}</Typography.Text>
                {verdict(one.after)}
              </div>
            </Flex>
          </Flex>
        )}
      />
    </Flex>
  );
}

function Who({ one, list }: { readonly one: Found; readonly list: List }) {
  const t = useT();
  const plate = one.plate && <Plate plate={one.plate} colour={one.plateColour} />;
  if (list === 'enterprises' && one.enterpriseId) return <OrganisationName id={one.enterpriseId} name={one.name} />;
  if (one.machineId) return <Link to={`/machines/${one.machineId}`}>{one.name ?? t(W.machine)}</Link>;
  if (list === 'vehicles' && one.vehicleId) return <Link to={`/vehicles/${one.vehicleId}`}>{plate ?? one.name}</Link>;
  return (
    <Flex gap={8} wrap align="center">
      {plate ?? one.name}
      {one.passageId && <Link to={`/passages/${one.passageId}`}>{t(W.open)}</Link>}
    </Flex>
  );
}
