import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { VIOLATION_STATUS_NAMES } from '../../../domain/enforcement/violation-states.ts';
import type { Message } from '../../../domain/failure.ts';
import { FILING_STATE_NAMES } from '../../../domain/machinery/filing.ts';
import { numberText } from '../../../domain/policy/value-words.ts';
import { ITEM_KIND_NAMES, VERDICT_NAMES } from '../../../domain/spot-checks/item.ts';
import type { Row as RowOf, Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { Outcome, Plate, Stage } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';
import { kindName } from '../parts/kind-words.ts';
import { MachineName, SiteName } from '../parts/names.tsx';
import { OrganisationName } from '../parts/organisation.tsx';
import { countyName, nameIn } from '../parts/words.ts';

type T = (message: Message) => string;
type Columns<R> = readonly (readonly [string, (row: R) => ReactNode])[];
type List = { readonly title: Message; readonly columns: (t: T) => Columns<never> };

const C = {
  when: w('时间', 'When'),
  plate: w('号牌', 'Plate'),
  enterprise: w('企业', 'Enterprise'),
  contractor: w('施工单位', 'Contractor'),
  county: w('县区', 'County'),
  outcome: w('结论', 'Outcome'),
  direction: w('方向', 'Direction'),
  tonnes: w('吨数', 'Tonnes'),
  kind: w('类型', 'Kind'),
  clause: w('条款', 'Clause'),
  subject: w('当事对象', 'Whom'),
  state: w('状态', 'State'),
  open: w('查看', 'Open'),
  who: w('对象', 'Who'),
  count: w('次数', 'How often'),
  last: w('最近一次', 'Last'),
  number: w('编号', 'Number'),
  machine: w('机械', 'Machine'),
  site: w('工地', 'Site'),
  planned: w('计划进出场', 'Planned'),
  submitted: w('提交时间', 'Submitted'),
  name: w('名称', 'Name'),
  from: w('开工', 'From'),
  to: w('完工', 'To'),
  stage: w('排放阶段', 'Stage'),
  month: w('月份', 'Month'),
  mode: w('运输方式', 'Mode'),
  cargo: w('货物', 'Cargo'),
  gate: w('门禁', 'Gate'),
  heard: w('最近在线', 'Last heard'),
  rate: w('传输率', 'Rate'),
  day: w('日期', 'Day'),
  declared: w('申报数', 'Declared'),
  deadline: w('期限', 'Deadline'),
  period: w('抽查时段', 'Period'),
  checked: w('已核对 / 有误', 'Checked / wrong'),
  verdict: w('核对结果', 'Verdict'),
  result: w('说明', 'Remark'),
};
const IN = w('进厂', 'in');
const OUT = w('出厂', 'out');
const MODES: Readonly<Record<string, Message>> = {
  rail: w('铁路', 'rail'),
  water: w('水运', 'water'),
  pipe: w('管道', 'pipe'),
  belt: w('皮带', 'belt'),
};
const HEARD: Readonly<Record<string, Message>> = {
  heard: w('在线', 'Heard from'),
  silent: w('离线', 'Silent'),
  never: w('从未在线', 'Never heard'),
};
const RETIREMENT: Readonly<Record<string, Message>> = {
  due: w('待淘汰', 'Due'),
  overdue: w('逾期未淘汰', 'Overdue'),
  retired: w('已淘汰', 'Retired'),
};
const OPEN_CLOSED: Readonly<Record<string, Message>> = { open: w('进行中', 'Open'), closed: w('已结束', 'Closed') };

const county = (t: T, code: string | null) => (code ? t(countyName(code)) : '—');

function offender(one: Schema<'ViolationSubject'>): ReactNode {
  if (one.plate) return <Plate plate={one.plate} colour={one.plateColour} />;
  if (one.machineId) return <MachineName id={one.machineId} />;
  if (one.seller) return one.seller.name;
  const id = one.enterpriseId ?? one.organisationId;
  return id ? <OrganisationName id={id} name={one.organisationName} /> : '—';
}

const list = <R,>(title: Message, columns: (t: T) => Columns<R>): List => ({
  title,
  columns,
});

/** The lists that numbers of reports are of, by the last part of their path: what is shown of a row, and which page it opens. */
export const LISTS: Readonly<Record<string, List>> = {
  passages: list<Schema<'PassageSummary'>>(w('通行记录', 'Passages'), (t) => [
    [
      t(C.when),
      ({ id, passedAt }) => (
        <Link to={`/passages/${id}`}>
          <Instant at={passedAt} />
        </Link>
      ),
    ],
    [t(C.plate), ({ plate, plateColour }) => <Plate plate={plate} colour={plateColour} />],
    [t(C.direction), ({ direction }) => t(direction === 'in' ? IN : OUT)],
    [t(C.enterprise), ({ enterpriseId }) => <OrganisationName id={enterpriseId} />],
    [t(C.county), ({ countyCode }) => county(t, countyCode)],
    [t(C.outcome), ({ outcome }) => <Outcome of={outcome} />],
    [t(C.tonnes), ({ tonnes }) => (tonnes === null ? '—' : numberText(tonnes))],
  ]),
  violations: list<Schema<'ViolationSummary'>>(w('违法线索', 'Violations'), (t) => [
    [t(C.kind), ({ id, kind }) => <Link to={`/violations/${id}`}>{t(kindName(kind))}</Link>],
    [t(C.clause), ({ clause }) => clause],
    [t(C.subject), ({ subject }) => offender(subject)],
    [t(C.county), ({ countyCode }) => county(t, countyCode)],
    [t(C.when), ({ occurredAt }) => <Instant at={occurredAt} />],
    [t(C.state), ({ status }) => t(nameIn(VIOLATION_STATUS_NAMES, status))],
  ]),
  violators: list<RowOf<'/api/v1/violators'>>(w('违规主体', 'Violators'), (t) => [
    [
      t(C.who),
      (row) => {
        if ('plate' in row) return <Plate plate={row.plate} colour={row.plateColour} />;
        if ('seller' in row) return row.seller.name;
        return <OrganisationName id={'enterpriseId' in row ? row.enterpriseId : row.organisationId} name={row.name} />;
      },
    ],
    [t(C.count), ({ violations }) => violations],
    [t(C.kind), ({ kinds }) => kinds.map((kind) => t(kindName(kind))).join('、')],
    [t(C.last), ({ lastAt }) => <Instant at={lastAt} />],
  ]),
  filings: list<Schema<'FilingSummary'>>(w('进场备案', 'Filings'), (t) => [
    [t(C.number), ({ id, number }) => <Link to={`/filings/${id}`}>{number ?? t(C.open)}</Link>],
    [t(C.machine), ({ machineId }) => <MachineName id={machineId} />],
    [t(C.site), ({ siteId }) => <SiteName id={siteId} />],
    [t(C.contractor), ({ organisationId }) => <OrganisationName id={organisationId} />],
    [t(C.planned), ({ plannedEntryOn, plannedExitOn }) => `${plannedEntryOn} – ${plannedExitOn}`],
    [t(C.submitted), ({ submittedAt }) => <Instant at={submittedAt} />],
    [t(C.state), ({ status }) => t(nameIn(FILING_STATE_NAMES, status))],
  ]),
  'site-entries': list<Schema<'SiteEntrySummary'>>(w('机械进场与发现记录', 'Sightings of machines'), (t) => [
    [t(C.when), ({ enteredAt }) => <Instant at={enteredAt} />],
    [t(C.machine), ({ machineId }) => <MachineName id={machineId} />],
    [t(C.site), ({ siteId }) => <SiteName id={siteId} />],
    [t(C.contractor), ({ organisationId }) => <OrganisationName id={organisationId} />],
    [t(C.county), ({ countyCode }) => county(t, countyCode)],
  ]),
  sites: list<Schema<'Site'>>(w('工地', 'Sites'), (t) => [
    [t(C.name), ({ id, name }) => <Link to={`/sites/${id}`}>{name}</Link>],
    [t(C.contractor), ({ organisationId }) => <OrganisationName id={organisationId} />],
    [t(C.county), ({ countyCode }) => county(t, countyCode)],
    [t(C.from), ({ startsOn }) => startsOn],
    [t(C.to), ({ endsOn }) => endsOn],
    [t(C.state), ({ status }) => t(nameIn(OPEN_CLOSED, status))],
  ]),
  machines: list<Schema<'MachineSummary'>>(w('非道路移动机械', 'Machines'), (t) => [
    [t(C.name), ({ id, name }) => <Link to={`/machines/${id}`}>{name}</Link>],
    [t(C.stage), ({ emissionStage }) => <Stage code={emissionStage} />],
    [t(C.contractor), ({ organisationId }) => (organisationId ? <OrganisationName id={organisationId} /> : '—')],
  ]),
  'clean-transport': list<Schema<'CleanTransport'>>(w('清洁运输运量', 'Clean transport'), (t) => [
    [t(C.month), ({ month }) => month],
    [t(C.enterprise), ({ enterpriseId }) => <OrganisationName id={enterpriseId} />],
    [t(C.mode), ({ mode }) => t(nameIn(MODES, mode))],
    [t(C.direction), ({ direction }) => t(direction === 'in' ? IN : OUT)],
    [t(C.cargo), ({ cargo }) => cargo],
    [t(C.tonnes), ({ tonnes }) => numberText(tonnes)],
  ]),
  connectivity: list<Schema<'GateConnectivity'>>(w('门禁联网', 'Gates'), (t) => [
    [t(C.gate), ({ name }) => name],
    [t(C.enterprise), ({ enterpriseId }) => <OrganisationName id={enterpriseId} />],
    [t(C.county), ({ countyCode }) => county(t, countyCode)],
    [t(C.state), ({ state }) => t(nameIn(HEARD, state))],
    [t(C.heard), ({ lastHeardAt }) => <Instant at={lastHeardAt} />],
    [t(C.rate), ({ rate }) => (rate === null ? '—' : `${numberText(rate * 100)}%`)],
  ]),
  'gate-counts': list<Schema<'DeclaredCounts'> & { readonly counted?: number }>(
    w('门禁每日申报', 'Declared counts'),
    (t) => [
      [t(C.day), ({ day }) => day],
      [t(C.enterprise), ({ enterpriseId }) => <OrganisationName id={enterpriseId} />],
      [t(C.county), ({ countyCode }) => county(t, countyCode)],
      [t(C.declared), ({ passages }) => numberText(passages)],
    ],
  ),
  retirements: list<Schema<'Retirement'>>(w('国三淘汰', 'Retirements'), (t) => [
    [
      t(C.plate),
      ({ vehicleId, plate, plateColour }) => (
        <Link to={`/vehicles/${vehicleId}`}>
          <Plate plate={plate} colour={plateColour} />
        </Link>
      ),
    ],
    [t(C.stage), ({ emissionStage }) => t(stageNameOf(emissionStage))],
    [t(C.county), ({ countyCode }) => county(t, countyCode)],
    [t(C.deadline), ({ deadline }) => deadline ?? '—'],
    [t(C.state), ({ status }) => t(nameIn(RETIREMENT, status))],
  ]),
  'spot-checks': list<Schema<'SpotCheckSummary'>>(w('抽查', 'Spot checks'), (t) => [
    [t(C.period), ({ id, from, to }) => <Link to={`/reports/checks/${id}`}>{`${from} – ${to}`}</Link>],
    [t(C.enterprise), ({ enterpriseId }) => <OrganisationName id={enterpriseId} />],
    [t(C.county), ({ countyCode }) => county(t, countyCode)],
    [
      t(C.checked),
      ({ itemsChecked, itemsWrong }) => (itemsChecked === null ? '—' : `${itemsChecked} / ${itemsWrong ?? 0}`),
    ],
    [t(C.state), ({ status }) => t(nameIn(OPEN_CLOSED, status))],
  ]),
  'spot-check-items': list<Schema<'SpotCheckItem'>>(w('抽查条目', 'Items of spot checks'), (t) => [
    [
      t(C.kind),
      ({ checkId, kind }) => <Link to={`/reports/checks/${checkId}`}>{t(nameIn(ITEM_KIND_NAMES, kind))}</Link>,
    ],
    [t(C.enterprise), ({ enterpriseId }) => <OrganisationName id={enterpriseId} />],
    [t(C.verdict), ({ verdict }) => t(nameIn(VERDICT_NAMES, verdict))],
    [t(C.result), ({ finding }) => finding?.remark ?? '—'],
  ]),
};
