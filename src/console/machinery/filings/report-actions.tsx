import { Button, Flex, Popconfirm } from 'antd';
import { useState } from 'react';
import { actionRefusal, type FilingAction } from '../../../domain/machinery/filing.ts';
import { parseInstant } from '../../../domain/time.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';
import { ChangeDays } from './change-days.tsx';
import { ReportMoment } from './report-moment.tsx';

const W = {
  entry: w('报告进场', 'Report the entry'),
  exit: w('报告离场', 'Report the exit'),
  extend: w('延期', 'Extend'),
  amend: w('修改日期或备注', 'Change days or remarks'),
  withdraw: w('撤回申报', 'Withdraw'),
  withdrawWhat: w(
    '撤回后不再有效；机械仍要进场的须重新申报。',
    'It no longer counts; file anew if the machine is still to come.',
  ),
  withdrawn: w('已撤回', 'Withdrawn'),
};

const standingOf = ({ status, enteredAt, exitedAt }: Schema<'Filing'>) => ({
  status,
  enteredAt: parseInstant(enteredAt ?? '') ?? null,
  exitedAt: parseInstant(exitedAt ?? '') ?? null,
});

/** What whoever filed can do with a filing as it stands now. */
export function ReportActions({ filing }: { readonly filing: Schema<'Filing'> }) {
  const t = useT();
  const [doing, setDoing] = useState<FilingAction>();
  const params = { path: { id: filing.id } };
  const withdraw = useAct(
    (_: undefined, key) =>
      told(api.POST('/api/v1/filings/{id}/withdraw', { params: { ...params, header: keyed(key) } })),
    { done: t(W.withdrawn) },
  );
  const can = (action: FilingAction) => actionRefusal(action, standingOf(filing)) === undefined;
  const close = () => setDoing(undefined);
  const moment = (['entry', 'exit'] as const).find((one) => can(one));
  return (
    <Flex gap={8} wrap style={{ marginBottom: 16 }} className="no-print">
      {moment && (
        <Button
          size="large"
          type={filing.status === 'accepted' ? 'primary' : 'default'}
          onClick={() => setDoing(moment)}
        >
          {t(W[moment])}
        </Button>
      )}
      {can('extend') && (
        <Button size="large" onClick={() => setDoing('extend')}>
          {t(W.extend)}
        </Button>
      )}
      {can('amend') && filing.status === 'submitted' && (
        <Button size="large" onClick={() => setDoing('amend')}>
          {t(W.amend)}
        </Button>
      )}
      {can('withdraw') && (
        <Popconfirm title={t(W.withdraw)} description={t(W.withdrawWhat)} onConfirm={() => withdraw.mutate(undefined)}>
          <Button size="large" danger loading={withdraw.isPending}>
            {t(W.withdraw)}
          </Button>
        </Popconfirm>
      )}
      {(doing === 'entry' || doing === 'exit') && <ReportMoment filing={filing} what={doing} onClose={close} />}
      {(doing === 'extend' || doing === 'amend') && <ChangeDays filing={filing} what={doing} onClose={close} />}
    </Flex>
  );
}
