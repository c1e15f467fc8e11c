import {
  AlertOutlined,
  BarChartOutlined,
  BookOutlined,
  CarOutlined,
  DashboardOutlined,
  FileAddOutlined,
  FileDoneOutlined,
  FileSearchOutlined,
  PlusCircleOutlined,
  ScanOutlined,
  SearchOutlined,
  ToolOutlined,
  VideoCameraOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Button, Grid } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Message } from '../../../domain/failure.ts';
import type { Role } from '../../../domain/identity/actor.ts';
import { useT, w } from '../../session/language.ts';

type Way = { readonly to: string; readonly title: Message; readonly icon: ReactNode };

const way = (to: string, title: Message, icon: ReactNode): Way => ({ to, title, icon });

const OVERVIEW = way('/overview', w('全市总览', 'Overview'), <DashboardOutlined />);
const FIELD = way('/field', w('现场检查', 'Field check'), <ScanOutlined />);
const VEHICLES = way('/vehicles', w('查车辆', 'Find a vehicle'), <SearchOutlined />);
const VIOLATIONS = way('/violations', w('违法线索', 'Violations'), <WarningOutlined />);

const OFFICER = [
  OVERVIEW,
  way('/filings/review', w('审核申报', 'Review filings'), <FileSearchOutlined />),
  way('/verification', w('核验车辆', 'Verify vehicles'), <FileDoneOutlined />),
  VIOLATIONS,
  VEHICLES,
  FIELD,
];

/** What each role does most, the first first. */
const WAYS: Readonly<Record<Role, readonly Way[]>> = {
  admin: OFFICER,
  city_officer: OFFICER,
  county_officer: OFFICER,
  department: [
    FIELD,
    OVERVIEW,
    VIOLATIONS,
    VEHICLES,
    way('/alerts', w('重污染应急', 'Pollution alerts'), <AlertOutlined />),
    way('/reports', w('统计报表', 'Reports'), <BarChartOutlined />),
  ],
  contractor: [
    way('/filings/new', w('机械进场申报', 'File a machine'), <FileAddOutlined />),
    way('/machines/new', w('登记机械', 'Add a machine'), <PlusCircleOutlined />),
    way('/filings', w('我的申报', 'My filings'), <FileDoneOutlined />),
    way('/machines', w('我的机械', 'My machines'), <ToolOutlined />),
  ],
  enterprise: [
    way('/live', w('门禁实况', 'Live gate'), <VideoCameraOutlined />),
    way('/inside', w('在厂车辆', 'Vehicles inside'), <CarOutlined />),
    way('/ledgers', w('电子台账', 'Ledgers'), <BookOutlined />),
    VIOLATIONS,
  ],
};

/** Large buttons to what a role does most. */
export function QuickWays({ role }: { readonly role: Role }) {
  const t = useT();
  const go = useNavigate();
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  const all = WAYS[role];
  // Those who come to do one or two things find these first.
  const first = role === 'contractor' || role === 'enterprise' || role === 'department' ? 2 : 0;
  return (
    <div
      style={{
        display: 'grid',
        gap: 12,
        gridTemplateColumns: roomy ? 'repeat(auto-fit, minmax(150px, 1fr))' : '1fr 1fr',
      }}
    >
      {all.map(({ to, title, icon }, place) => (
        <Button
          key={to}
          size="large"
          type={place < first ? 'primary' : 'default'}
          icon={icon}
          href={to}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            void go(to);
          }}
          style={{ height: place < first ? 64 : 52, width: '100%' }}
        >
          {t(title)}
        </Button>
      ))}
    </div>
  );
}
