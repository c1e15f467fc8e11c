import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { Warnings } from '../../parts/warnings.tsx';
import { useT, w } from '../../session/language.ts';
import type { Card } from './file-machines.tsx';
import type { Finding } from './filing-findings.tsx';

const W = {
  title: w('申报结果', 'What was filed'),
  filings: w('进场申报', 'Filings'),
  filed: w('已提交', 'filed'),
  refused: w('未提交', 'not filed'),
  open: w('查看申报', 'Open'),
  list: w('查看全部申报', 'All filings'),
  machine: w('机械', 'Machine'),
};

export type FiledResult = Finding & { readonly id?: string | undefined; readonly machineId: string };

/** What became of each machine of a submission of many. */
export function Filed({
  results,
  cards,
  site,
}: {
  readonly results: readonly FiledResult[];
  readonly cards: readonly Card[];
  readonly site: { readonly id: string; readonly name: string } | undefined;
}) {
  const t = useT();
  const good = results.filter(({ id }) => id !== undefined);
  return (
    <Page title={W.title} trail={[{ to: '/filings', title: W.filings }]}>
      <Section title={`${site?.name ?? ''} ${t(W.filed)} ${good.length} / ${results.length}`}>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {results.map(({ id, machineId, errors = [], warnings = [] }) => (
            <li key={machineId} style={{ padding: '8px 0', borderBottom: '1px solid #eef1f1' }}>
              <Flex justify="space-between" gap={8} wrap align="center">
                <strong>{cards.find((card) => card.id === machineId)?.name ?? t(W.machine)}</strong>
                {id ? (
                  <Typography.Text type="success">
                    <CheckCircleFilled /> {t(W.filed)} <Link to={`/filings/${id}`}>{t(W.open)}</Link>
                  </Typography.Text>
                ) : (
                  <Typography.Text type="danger">
                    <CloseCircleFilled /> {t(W.refused)}
                  </Typography.Text>
                )}
              </Flex>
              {errors.map(({ detail }) => (
                <div key={detail}>{detail}</div>
              ))}
              <Warnings of={warnings} />
            </li>
          ))}
        </ul>
        <Link to={`/filings${site ? `?site=${site.id}` : ''}`}>
          <Button type="primary" size="large" style={{ marginTop: 16 }}>
            {t(W.list)}
          </Button>
        </Link>
      </Section>
    </Page>
  );
}
