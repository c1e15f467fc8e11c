import { Flex } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { Action } from '../../../domain/identity/permissions.ts';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';

const W = {
  title: w('国三及以下柴油货车淘汰', 'Retiring China III and older'),
  own: w('车辆更新与淘汰', 'Fleet renewal'),
  parts: w('淘汰工作', 'Parts of the programme'),
};

const PARTS: readonly { readonly to: string; readonly title: ReturnType<typeof w>; readonly action: Action }[] = [
  { to: '/retirement', title: w('淘汰名单', 'The list'), action: 'retirement.read' },
  { to: '/retirement/progress', title: w('任务进度', 'Progress'), action: 'retirement.read' },
  { to: '/retirement/proofs', title: w('淘汰证明', 'Proofs'), action: 'retirement-proof.read' },
  { to: '/retirement/sightings', title: w('逾期上路', 'Seen while overdue'), action: 'retirement.read' },
  { to: '/retirement/letters', title: w('移送函', 'Letters'), action: 'retirement-letter.read' },
  { to: '/retirement/plan', title: w('更新计划', 'Fleet plan'), action: 'fleet.plan' },
];

/** The pages of the retirement programme with the ways between them. */
export function RetirementFrame({ actions, children }: { readonly actions?: ReactNode; readonly children: ReactNode }) {
  const t = useT();
  const may = useMay();
  const { pathname } = useLocation();
  const here = pathname.replace(/\/$/, '');
  return (
    <Page title={may('retirement.read') ? W.title : W.own} actions={actions}>
      <nav aria-label={t(W.parts)} className="no-print" style={{ overflowX: 'auto', marginBottom: 16 }}>
        <Flex gap={4} style={{ borderBlockEnd: '1px solid #d9dede', minWidth: 'max-content' }}>
          {PARTS.filter(({ action }) => may(action)).map(({ to, title }) => (
            <Link
              key={to}
              to={to}
              aria-current={to === here ? 'page' : undefined}
              style={{
                padding: '8px 12px',
                whiteSpace: 'nowrap',
                fontWeight: to === here ? 600 : 400,
                borderBlockEnd: `3px solid ${to === here ? '#0b5f57' : 'transparent'}`,
              }}
            >
              {t(title)}
            </Link>
          ))}
        </Flex>
      </nav>
      {children}
    </Page>
  );
}
