import { Card, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useT, w } from '../../session/language.ts';

const W = { filters: w('筛选条件', 'Filters') };

/** The filters of a list, beside each other where there is room. */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  const t = useT();
  return (
    <Card size="small" style={{ marginBottom: 12 }}>
      <Flex role="group" aria-label={t(W.filters)} wrap gap={12} align="end">
        {children}
      </Flex>
    </Card>
  );
}
