import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Input, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { api, type Schema, told } from '../../api/client.ts';
import { Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Category } from '../names.tsx';

const W = {
  label: w('按号码查机械', 'Look a machine up by a number'),
  hint: w('环保登记号码、MEIN、PIN、出厂编号', 'Environmental code, MEIN, PIN or serial number'),
  none: w('没有这个号码的机械。', 'There is no machine with this number.'),
  file: w('申报', 'File it'),
  open: w('查看', 'Open'),
};

/** Any machine on file by any of its numbers. `choose` stands in place of the ways to go on from what was found. */
export function SearchMachine({ choose }: { readonly choose?: (card: Schema<'MachineCard'>) => ReactNode }) {
  const t = useT();
  const may = useMay();
  const search = useMutation({
    mutationFn: (code: string) => told(api.POST('/api/v1/machines/search', { body: { code } })),
  });
  return (
    <search aria-label={t(W.label)} style={{ marginBottom: 16, maxWidth: 560 }}>
      <Input.Search
        size="large"
        aria-label={t(W.label)}
        placeholder={t(W.hint)}
        enterButton
        maxLength={60}
        autoCapitalize="characters"
        loading={search.isPending}
        onSearch={(text) => text.trim() && search.mutate(text.trim())}
      />
      <div aria-live="polite">
        {search.error && <Alert type="error" showIcon title={search.error.message} style={{ marginTop: 8 }} />}
        {search.data?.items.length === 0 && (
          <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>
            {t(W.none)}
          </Typography.Paragraph>
        )}
        {search.data?.items.map((card) => (
          <Card key={card.id} size="small" style={{ marginTop: 8 }}>
            <Flex justify="space-between" align="center" gap={8} wrap>
              <span>
                <strong>{card.name}</strong> <Category of={card.category} /> <Stage code={card.emissionStage} />
              </span>
              {choose?.(card) ?? (
                <Flex gap={8}>
                  {may('machine.read') && (
                    <Link to={`/machines/${card.id}`}>
                      <Button>{t(W.open)}</Button>
                    </Link>
                  )}
                  {may('filing.create') && (
                    <Link to={`/filings/new?machine=${card.id}`}>
                      <Button type="primary">{t(W.file)}</Button>
                    </Link>
                  )}
                </Flex>
              )}
            </Flex>
          </Card>
        ))}
      </div>
    </search>
  );
}
