import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Flex, Grid, Segmented, Typography } from 'antd';
import { useNavigate } from 'react-router';
import { OFFENDER_TYPES, type OffenderType } from '../../../domain/cases/offender.ts';
import { COUNTY_NAMES } from '../../../domain/codes/county.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useUrlFilters } from '../../parts/url-filters.ts';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { Choice } from '../parts/choice.tsx';
import { ReasonAct } from '../parts/reason-act.tsx';
import { OFFENDER_NAMES } from '../violation/open-case.tsx';
import { Offender } from './offender.tsx';

const W = {
  title: w('归集立案', 'Gather into cases'),
  list: w('案件与告知', 'Cases'),
  hint: w(
    '系统按当事人归集尚未立案的违法线索，屡犯者排在前面。核对后逐个立案；立案不等于处罚，之后还要告知并听取陈述申辩。',
    'Breaches that are in no case yet, by whom they are of, repeat offenders first. Look and open each. Nothing is decided by that: notice and statement follow.',
  ),
  by: w('当事人', 'Offender'),
  county: w('县区', 'County'),
  repeat: w('屡犯', 'Repeat offender'),
  open: w('立案', 'Open a case'),
  into: w('起线索归入一案', 'violations in one case'),
  left: w('共有未立案线索', 'Of it in no case:'),
  proposals: w('归集建议', 'Proposed cases'),
  none: w(
    '没有可归集的线索：这类当事人的线索都已立案，或尚无线索。',
    'Nothing to gather: all of these are in cases already, or there are none.',
  ),
  effect: w(
    '将上述线索归入一个新案件。下一步在案件中制作并送达告知书。',
    'These violations become a case. In it the notice is made and served.',
  ),
};

type Proposal = Schema<'CaseProposal'>;

/** Cases that the policy proposes, to be opened one by one. */
export function GatherPage() {
  const t = useT();
  const me = useMe();
  const roomy = Grid.useBreakpoint().sm ?? window.innerWidth >= 576;
  const [{ by: asked, countyCode }, set] = useUrlFilters(['by', 'countyCode'] as const);
  const by = OFFENDER_TYPES.find((one) => one === asked) ?? 'enterprise';
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['cases', 'gather', by, countyCode],
    queryFn: () =>
      told(
        api.POST('/api/v1/cases/gather', {
          body: { by, limit: 20, dryRun: true, ...(countyCode ? { countyCode } : {}) } as never,
        }),
      ),
  });
  return (
    <Page title={W.title} trail={[{ to: '/cases', title: W.list }]}>
      <Typography.Paragraph type="secondary">{t(W.hint)}</Typography.Paragraph>
      <Card size="small" style={{ marginBottom: 16 }}>
        <Flex gap={12} wrap>
          <Segmented<OffenderType>
            vertical={!roomy}
            block={!roomy}
            style={roomy ? {} : { width: '100%' }}
            aria-label={t(W.by)}
            value={by}
            options={['enterprise', 'contractor', 'vehicle', 'seller'].map((value) => ({
              value: value as OffenderType,
              label: t(OFFENDER_NAMES[value as OffenderType]),
            }))}
            onChange={(value) => set({ by: value })}
          />
          {me.role !== 'county_officer' && (
            <Choice
              label={t(W.county)}
              value={countyCode}
              options={Object.entries(COUNTY_NAMES).map(([value, name]) => ({ value, label: t(name) }))}
              onChange={(value) => set({ countyCode: value })}
            />
          )}
        </Flex>
      </Card>
      {isPending && <Loading />}
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {data?.proposals.length === 0 && (
        <Card>
          <Empty description={t(W.none)} />
        </Card>
      )}
      {data && data.proposals.length > 0 && (
        <Flex
          component="ul"
          vertical
          gap={8}
          aria-label={t(W.proposals)}
          style={{ listStyle: 'none', margin: 0, padding: 0 }}
        >
          {data.proposals.map((proposal) => (
            <li key={proposal.violationIds[0]}>
              <OneProposal proposal={proposal} countyCode={countyCode} />
            </li>
          ))}
        </Flex>
      )}
    </Page>
  );
}

function OneProposal({
  proposal,
  countyCode,
}: {
  readonly proposal: Proposal;
  readonly countyCode: string | undefined;
}) {
  const t = useT();
  const go = useNavigate();
  const { offender, repeatOffender, openBreaches, violationIds } = proposal;
  return (
    <Card size="small">
      <Flex justify="space-between" align="center" gap={12} wrap>
        <Flex vertical gap={4}>
          <Flex gap={8} align="center" wrap>
            <Offender offender={offender} />
            {repeatOffender && <Mark tone="bad">{t(W.repeat)}</Mark>}
          </Flex>
          <span>
            <strong className="numbers">{violationIds.length}</strong> {t(W.into)}{' '}
            <Typography.Text type="secondary">
              {t(W.left)} {openBreaches}
            </Typography.Text>
          </span>
        </Flex>
        <ReasonAct
          type="primary"
          title={W.open}
          effect={W.effect}
          reason="none"
          aria-label={`${t(W.open)} ${offender.name ?? offender.plate ?? ''}`}
          act={async (_, key) => {
            const body = { violationIds, offenderType: offender.type, ...(countyCode ? { countyCode } : {}) };
            const params = { header: { 'Idempotency-Key': key } };
            const { id } = await told(api.POST('/api/v1/cases', { params, body: body as never }));
            void go(`/cases/${id}`);
          }}
        />
      </Flex>
    </Card>
  );
}
