import type { Message } from '../../../domain/failure.ts';
import type { Action } from '../../../domain/identity/permissions.ts';
import { w } from '../../session/language.ts';

export const BY_NAMES = {
  county: w('县区', 'County'),
  enterprise: w('企业', 'Enterprise'),
  contractor: w('施工单位', 'Contractor'),
  clause: w('条款', 'Clause'),
  kind: w('违规类型', 'Kind'),
  category: w('机械类别', 'Category'),
  site: w('工地', 'Site'),
  month: w('月份', 'Month'),
} as const satisfies Record<string, Message>;
export type By = keyof typeof BY_NAMES;

type Kind = {
  readonly title: Message;
  readonly says: Message;
  readonly action: Action;
  /** What its rows can be; the first unless chosen. */
  readonly by: readonly [By, ...By[]];
  readonly ofEnterprise?: boolean;
  readonly wholeMonths?: boolean;
};

/** The reports there are, as the service keeps them. */
export const KINDS = {
  comparison: {
    title: w('县区对比', 'Counties compared'),
    says: w('各县区主要指标放在一张表里对比', 'The main figures of all counties in one table'),
    action: 'report.monthly',
    by: ['county'],
    wholeMonths: true,
  },
  passages: {
    title: w('过车排放阶段统计', 'Passages by stage'),
    says: w(
      '货车进出厂车次、国六占比、排放阶段未知占比',
      'Passages of goods vehicles by stage, share of China VI, share unknown',
    ),
    action: 'report.read',
    by: ['county', 'enterprise', 'month'],
    ofEnterprise: true,
  },
  violations: {
    title: w('违规线索统计', 'Violations'),
    says: w('违法线索数量及办理状态', 'Breaches and how they stand'),
    action: 'report.read',
    by: ['county', 'enterprise', 'clause', 'kind', 'month'],
    ofEnterprise: true,
  },
  'repeat-offenders': {
    title: w('屡罚屡犯统计', 'Repeat offenders'),
    says: w(
      '多次违规的车辆、企业、施工单位和销售单位',
      'Vehicles, enterprises, contractors and sellers that broke rules again and again',
    ),
    action: 'violator.read',
    by: ['county', 'month'],
  },
  'clean-transport': {
    title: w('清洁运输比例', 'Clean transport'),
    says: w('铁路、管道、皮带等清洁方式运量占比', 'Share of rail, pipe and belt in what is carried'),
    action: 'report.read',
    by: ['county', 'enterprise', 'month'],
    ofEnterprise: true,
    wholeMonths: true,
  },
  connectivity: {
    title: w('门禁联网与数据传输', 'Networking of gates'),
    says: w('门禁在线情况与数据传输率', 'Gates heard from and transmission rates'),
    action: 'report.read',
    by: ['county', 'enterprise', 'month'],
    ofEnterprise: true,
  },
  filings: {
    title: w('机械进场申报统计', 'Filings of machines'),
    says: w('申报数量、办理时长、逾期与补登记', 'Filings, how long they took, late ones'),
    action: 'report.filings',
    by: ['county', 'contractor', 'month'],
  },
  machines: {
    title: w('非道路移动机械统计', 'Non-road machines'),
    says: w('在册机械数量与排放阶段分布', 'Machines on record by stage'),
    action: 'report.filings',
    by: ['county', 'category', 'site', 'contractor'],
  },
  sites: {
    title: w('工地申报情况', 'Sites and their filings'),
    says: w('工地是否申报机械、发现未申报机械的情况', 'Whether sites filed, and machines seen without a filing'),
    action: 'report.filings',
    by: ['county', 'contractor', 'month'],
  },
  retirements: {
    title: w('淘汰进度', 'Retirement progress'),
    says: w('国三及以下营运柴油货车淘汰进度', 'How far China III trucks were retired'),
    action: 'retirement.read',
    by: ['county'],
  },
  'spot-checks': {
    title: w('抽查情况', 'Spot checks'),
    says: w('抽查核对的条目与差错率', 'Items checked and the error rate'),
    action: 'report.read',
    by: ['county', 'enterprise', 'month'],
    ofEnterprise: true,
  },
} as const satisfies Record<string, Kind>;

export const kindOf = (code: string): Kind | undefined => (KINDS as Readonly<Record<string, Kind>>)[code];
export const REPORTS = w('统计报表', 'Reports');
