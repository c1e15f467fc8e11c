import { useQuery } from '@tanstack/react-query';
import { Alert, Flex, Tabs } from 'antd';
import { api } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { tagged } from '../../parts/tagged.ts';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { CheckPart } from './check-part.tsx';
import { DiffPart } from './diff-part.tsx';
import type { Draft } from './draft.ts';
import { JsonPart } from './json-part.tsx';
import { POLICIES } from './pages.ts';
import { ParametersPart } from './parameters-part.tsx';
import { PreviewsPart } from './previews-part.tsx';
import { PublishPart } from './publish-part.tsx';

const W = {
  untitled: w('未命名草案', 'Draft without a title'),
  drafts: w('版本与草案', 'Versions and drafts'),
  draft: w('草案', 'Draft'),
  lead: w(
    '草案不影响任何判定。改好后先“检查”，再“试算”看影响，最后发布。',
    'A draft judges nothing. Check it, preview its effect, then publish it.',
  ),
  withdrawn: w('该草案已撤回，只能查看。', 'This draft was withdrawn and can only be looked at.'),
  parameters: w('参数', 'Parameters'),
  json: w('全文（JSON）', 'Document (JSON)'),
  check: w('检查', 'Check'),
  diff: w('差异', 'Differences'),
  preview: w('试算', 'Preview'),
  publish: w('发布', 'Publish'),
};

const TAB = ['tab', 'at'] as const;

/** A draft of what is to be law: edited, checked, held against what is in force, tried on the past, and published. */
export function DraftPage({ id }: { readonly id: string }) {
  const t = useT();
  const may = useMay();
  const [{ tab = 'parameters', at }, setFilters] = useUrlFilters(TAB);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['law', 'policy-draft', id],
    queryFn: () => tagged(api.GET('/api/v1/policies/{id}', { params: { path: { id } } })),
  });
  if (error && !data) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Loading />;
  const { body, etag } = data;
  const open = body.status === 'draft';
  const draft: Draft = { id, document: body.document ?? {}, etag, writable: open && may('policy.write') };
  const title = body.title ?? W.untitled;
  const items = [
    { key: 'parameters', label: t(W.parameters), children: <ParametersPart draft={draft} /> },
    { key: 'json', label: t(W.json), children: <JsonPart draft={draft} at={at} /> },
    ...(open && may('policy.draft')
      ? [
          {
            key: 'check',
            label: t(W.check),
            children: <CheckPart id={id} onPlace={(pointer) => setFilters({ tab: 'json', at: pointer })} />,
          },
        ]
      : []),
    { key: 'diff', label: t(W.diff), children: <DiffPart id={id} /> },
    ...(may('policy.preview')
      ? [{ key: 'preview', label: t(W.preview), children: <PreviewsPart id={id} open={open} /> }]
      : []),
    ...(draft.writable
      ? [{ key: 'publish', label: t(W.publish), children: <PublishPart id={id} from={body.from} /> }]
      : []),
  ];
  return (
    <Page
      title={{ zh: `${title.zh}（草案）`, en: `${title.en} (draft)` }}
      trail={[
        { to: '/policies', title: POLICIES },
        { to: '/policies/all', title: W.drafts },
      ]}
    >
      <Flex vertical gap={12}>
        <Alert type={open ? 'info' : 'warning'} showIcon title={t(open ? W.lead : W.withdrawn)} />
        <Tabs
          activeKey={tab}
          onChange={(key) => setFilters({ tab: key, at: undefined })}
          items={items}
          destroyOnHidden
        />
      </Flex>
    </Page>
  );
}
