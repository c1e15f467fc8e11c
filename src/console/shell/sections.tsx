import {
  AlertOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  CarOutlined,
  CloudSyncOutlined,
  DashboardOutlined,
  EnvironmentOutlined,
  ExceptionOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  HomeOutlined,
  PartitionOutlined,
  ProfileOutlined,
  ScanOutlined,
  SolutionOutlined,
  SwapOutlined,
  TeamOutlined,
  ToolOutlined,
  VideoCameraOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Message } from '../../domain/failure.ts';
import type { Role } from '../../domain/identity/actor.ts';
import type { Action } from '../../domain/identity/permissions.ts';
import type { Section } from '../sections.ts';
import { w } from '../session/language.ts';

/** One entry of the menu: shown to whoever may do its action, and to the roles named only where some are. */
export type Entry = {
  readonly section: Section | '';
  readonly title: Message;
  readonly icon: ReactNode;
  readonly action?: Action;
  readonly roles?: readonly Role[];
};

export type Group = { readonly title: Message; readonly entries: readonly Entry[] };

const OFFICERS = ['admin', 'city_officer', 'county_officer'] as const;
const LOOKERS = [...OFFICERS, 'department'] as const;

/** The menu, in the order of work. */
export const GROUPS: readonly Group[] = [
  {
    title: w('工作台', 'Desk'),
    entries: [
      { section: '', title: w('首页', 'Home'), icon: <HomeOutlined /> },
      { section: 'overview', title: w('全市总览', 'Overview'), icon: <DashboardOutlined />, roles: LOOKERS },
      {
        section: 'live',
        title: w('门禁实况', 'Live gate'),
        icon: <VideoCameraOutlined />,
        action: 'stream.read',
        roles: ['enterprise'],
      },
      { section: 'field', title: w('现场检查', 'Field check'), icon: <ScanOutlined />, action: 'inspection.create' },
    ],
  },
  {
    title: w('违法与处理', 'Breaches'),
    entries: [
      {
        section: 'violations',
        title: w('违法线索', 'Violations'),
        icon: <WarningOutlined />,
        action: 'violation.read',
      },
      { section: 'violators', title: w('违规主体', 'Violators'), icon: <ExceptionOutlined />, action: 'violator.read' },
      { section: 'cases', title: w('案件与告知', 'Cases'), icon: <SolutionOutlined />, action: 'case.read' },
      { section: 'appeals', title: w('申诉', 'Appeals'), icon: <AuditOutlined />, action: 'appeal.read' },
    ],
  },
  {
    title: w('车辆与门禁', 'Trucks and gates'),
    entries: [
      { section: 'passages', title: w('通行记录', 'Passages'), icon: <SwapOutlined />, action: 'passage.read' },
      { section: 'inside', title: w('在厂车辆', 'Vehicles inside'), icon: <CarOutlined />, action: 'visit.read' },
      { section: 'ledgers', title: w('电子台账', 'Ledgers'), icon: <BookOutlined />, action: 'ledger.read' },
      {
        section: 'connectivity',
        title: w('联网状态', 'Connectivity'),
        icon: <CloudSyncOutlined />,
        action: 'connectivity.read',
      },
      {
        section: 'clean-transport',
        title: w('清洁运输', 'Clean transport'),
        icon: <PartitionOutlined />,
        action: 'clean-transport.read',
      },
      { section: 'vehicles', title: w('车辆档案', 'Vehicles'), icon: <ProfileOutlined />, action: 'vehicle.read' },
      {
        section: 'verification',
        title: w('车辆核验', 'Verification'),
        icon: <FileDoneOutlined />,
        action: 'vehicle.verify',
      },
      {
        section: 'retirement',
        title: w('国三淘汰', 'Retirement'),
        icon: <FileProtectOutlined />,
        action: 'retirement.read',
      },
      // Enterprises see no list of the city's, but plan for their own trucks and prove what they retired.
      {
        section: 'retirement',
        title: w('车辆更新与淘汰', 'Fleet renewal'),
        icon: <FileProtectOutlined />,
        action: 'fleet.plan',
        roles: ['enterprise'],
      },
    ],
  },
  {
    title: w('工地与机械', 'Sites and machines'),
    entries: [
      { section: 'filings', title: w('进场申报', 'Filings'), icon: <FileDoneOutlined />, action: 'filing.read' },
      { section: 'machines', title: w('非道路机械', 'Machines'), icon: <ToolOutlined />, action: 'machine.read' },
      { section: 'sites', title: w('工地', 'Sites'), icon: <EnvironmentOutlined />, action: 'site.read' },
    ],
  },
  {
    title: w('管控与规则', 'Orders and law'),
    entries: [
      { section: 'alerts', title: w('重污染应急', 'Pollution alerts'), icon: <AlertOutlined />, action: 'alert.read' },
      { section: 'policies', title: w('管控规则', 'Policies'), icon: <ProfileOutlined />, roles: LOOKERS },
      { section: 'reports', title: w('统计报表', 'Reports'), icon: <BarChartOutlined />, action: 'report.export' },
    ],
  },
  {
    title: w('单位与消息', 'People and messages'),
    entries: [
      {
        section: 'organisations',
        title: w('单位与账号', 'Organisations'),
        icon: <ApartmentOutlined />,
        roles: OFFICERS,
      },
      { section: 'account', title: w('本单位与我', 'My organisation'), icon: <TeamOutlined /> },
      {
        section: 'notifications',
        title: w('消息', 'Notifications'),
        icon: <BellOutlined />,
        action: 'notification.read',
      },
      { section: 'jobs', title: w('任务进度', 'Long work'), icon: <CloudSyncOutlined /> },
    ],
  },
];
