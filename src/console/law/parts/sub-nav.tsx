import { Flex } from 'antd';
import { NavLink } from 'react-router';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';

const W = { nav: w('本栏目页面', 'Pages of this section') };

/** The pages of a section beside each other; the one looked at stands out. */
export function SubNav({
  pages,
}: {
  readonly pages: readonly { readonly to: string; readonly title: Message; readonly end?: boolean }[];
}) {
  const t = useT();
  return (
    <Flex component="nav" aria-label={t(W.nav)} className="no-print" gap={4} wrap style={{ marginBottom: 16 }}>
      {pages.map(({ to, title, end = true }) => (
        <NavLink
          key={to}
          to={to}
          end={end}
          style={({ isActive }) => ({
            padding: '8px 16px',
            borderRadius: 8,
            // Also below the pointer, where links are lighter.
            color: '#0b5f57',
            textDecoration: 'none',
            fontWeight: isActive ? 600 : 400,
            background: isActive ? '#d3e8e4' : 'transparent',
            boxShadow: isActive ? 'inset 0 -2px #0b5f57' : 'none',
          })}
        >
          {t(title)}
        </NavLink>
      ))}
    </Flex>
  );
}
