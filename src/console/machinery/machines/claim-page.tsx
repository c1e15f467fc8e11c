import { useQuery } from '@tanstack/react-query';
import { Button, Descriptions, Flex } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { CLAIM_GROUNDS, type ClaimAction, claimStep, sideOf } from '../../../domain/machinery/machine-claim.ts';
import { legalDayOf } from '../../../domain/time.ts';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { Stage } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { keyed, useAct } from '../act.ts';
import { Category, County } from '../names.tsx';
import { ReasonDialog } from '../reason-dialog.tsx';
import { ClaimState } from './claim-state.tsx';

const W = {
  list: w('过户与归属', 'Changes of holder'),
  claim: w('申请过户', 'Claim of a machine'),
  offer: w('转让机械', 'Offer of a machine'),
  machine: w('机械', 'Machine'),
  claimant: w('受让单位', 'Who is to have it'),
  holder: w('登记单位', 'Who holds it'),
  grounds: w('原因', 'Why'),
  statement: w('说明', 'Statement'),
  objection: w('异议', 'Objection'),
  reason: w('处理说明', 'Reason'),
  state: w('状态', 'State'),
  opened: w('提出时间', 'Opened'),
  answerBy: w('答复期限', 'Answer by'),
  answerNote: w('（含当日；逾期未答复由执法人员裁定）', '(included; after it an officer decides)'),
  case: w('案件', 'The case'),
  done: w('已处理', 'Done'),
};

const ACTIONS: Readonly<Record<ClaimAction, readonly [ReturnType<typeof w>, ReturnType<typeof w>]>> = {
  agree: [w('同意', 'Agree'), w('同意后机械立即过户，不能自行撤销。', 'The machine changes hands at once.')],
  contest: [w('提出异议', 'Contest'), w('异议由县区执法人员裁定。', 'An officer of the county then decides.')],
  decline: [w('谢绝', 'Decline'), w('谢绝后该转让结束。', 'The offer ends.')],
  withdraw: [w('撤回', 'Withdraw'), w('撤回后案件结束。', 'The case ends.')],
  grant: [w('准予过户', 'Grant'), w('机械立即过户。', 'The machine changes hands at once.')],
  refuse: [w('驳回', 'Refuse'), w('机械仍归原登记单位。', 'The machine stays where it is.')],
};

const NEED_REASON: readonly ClaimAction[] = ['contest', 'grant', 'refuse'];

/** One case about who holds a machine, and the steps that are the reader's. */
export function ClaimPage() {
  const t = useT();
  const { id = '' } = useParams();
  const may = useMay();
  const me = useMe();
  const [step, setStep] = useState<ClaimAction>();
  const { data, error, refetch } = useQuery({
    queryKey: ['machine-claims', 'one', id],
    queryFn: () => told(api.GET('/api/v1/machine-claims/{id}', { params: { path: { id } } })),
  });
  const take = useAct(
    ({ action, reason }: { action: ClaimAction; reason: string }, key) => {
      const params = { path: { id }, header: keyed(key) };
      return told(
        api.POST(`/api/v1/machine-claims/{id}/${action}`, {
          params,
          body: (reason === '' ? {} : { reason }) as { reason: string },
        }),
      );
    },
    { done: t(W.done), onDone: () => setStep(undefined) },
  );
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const sides = [
    ...(may('machine-claim.answer') && me.organisationId === data.claimantId ? ['claimant'] : []),
    ...(may('machine-claim.answer') && me.organisationId === data.holderId ? ['holder'] : []),
    ...(may('machine-claim.decide') ? ['officer'] : []),
  ];
  const today = legalDayOf(Date.now());
  const possible = (Object.keys(ACTIONS) as ClaimAction[]).filter(
    (action) => sides.includes(sideOf(action, data.kind) ?? '') && 'to' in claimStep(action, data, today),
  );
  const items = [
    { key: 'state', label: t(W.state), children: <ClaimState of={data.status} /> },
    {
      key: 'machine',
      label: t(W.machine),
      children: (
        <Flex gap={8} wrap align="center">
          <Link to={`/machines/${data.machineId}`}>{data.machine.name}</Link>
          <Category of={data.machine.category} />
          <Stage code={data.machine.emissionStage} />
        </Flex>
      ),
    },
    { key: 'holder', label: t(W.holder), children: <Side of={data.holder} /> },
    { key: 'claimant', label: t(W.claimant), children: <Side of={data.claimant} /> },
    { key: 'grounds', label: t(W.grounds), children: t(CLAIM_GROUNDS[data.grounds]) },
    ...(data.statement ? [{ key: 'statement', label: t(W.statement), children: data.statement }] : []),
    { key: 'opened', label: t(W.opened), children: <Instant at={data.openedAt} /> },
    { key: 'by', label: t(W.answerBy), children: `${data.answerBy}${t(W.answerNote)}` },
    ...(data.objection ? [{ key: 'objection', label: t(W.objection), children: data.objection }] : []),
    ...(data.reason ? [{ key: 'reason', label: t(W.reason), children: data.reason }] : []),
  ];
  return (
    <Page title={data.kind === 'claim' ? W.claim : W.offer} trail={[{ to: '/machines/claims', title: W.list }]}>
      <Section title={t(W.case)}>
        <Descriptions column={1} bordered size="small" styles={{ label: { width: '9em' } }} items={items} />
        {possible.length > 0 && (
          <Flex gap={8} wrap style={{ marginTop: 16 }}>
            {possible.map((action) => (
              <Button
                key={action}
                size="large"
                type={action === 'agree' || action === 'grant' ? 'primary' : 'default'}
                onClick={() => setStep(action)}
              >
                {t(ACTIONS[action][0])}
              </Button>
            ))}
          </Flex>
        )}
      </Section>
      {step && (
        <ReasonDialog
          title={t(ACTIONS[step][0])}
          what={t(ACTIONS[step][1])}
          needed={NEED_REASON.includes(step)}
          loading={take.isPending}
          onOk={(reason) => take.mutate({ action: step, reason })}
          onClose={() => setStep(undefined)}
        />
      )}
    </Page>
  );
}

function Side({ of }: { readonly of: { readonly name: string; readonly countyCode: string } }) {
  return (
    <>
      {of.name}（<County code={of.countyCode} />）
    </>
  );
}
