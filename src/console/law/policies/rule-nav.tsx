import { Flex } from 'antd';
import { Link, useLocation } from 'react-router';
import type { Rule } from '../../../domain/policy/document.ts';
import { useT, w } from '../../session/language.ts';

const W = { title: w('条款目录', 'Rules on this page') };

/** Leads to each rule of a long page; the address can be linked. */
export function RuleNav({ rules }: { readonly rules: readonly Rule[] }) {
  const t = useT();
  const { search } = useLocation();
  const to = (rule: string) => {
    const query = new URLSearchParams(search);
    query.set('rule', rule);
    return `?${query.toString()}`;
  };
  return (
    <Flex
      component="nav"
      aria-label={t(W.title)}
      className="no-print"
      wrap
      gap="6px 20px"
      style={{ background: '#fff', borderRadius: 8, padding: '10px 16px' }}
    >
      {rules.map(({ id, clause, title }) => (
        <Link key={id} to={to(id)} style={{ padding: '4px 0' }}>
          {clause} {t(title)}
        </Link>
      ))}
    </Flex>
  );
}
