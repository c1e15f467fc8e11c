import { Flex } from 'antd';
import type { ReactNode } from 'react';

/** What can be done with a long page, always in reach at its foot. */
export function StickyActions({ children }: { readonly children: ReactNode }) {
  return (
    <Flex
      gap={8}
      wrap
      align="center"
      justify="flex-end"
      className="no-print"
      style={{
        position: 'sticky',
        bottom: 0,
        zIndex: 5,
        padding: '12px',
        marginInline: -12,
        background: '#fff',
        borderTop: '1px solid #e5e9e9',
      }}
    >
      {children}
    </Flex>
  );
}
