import { Button } from 'antd';
import { Link } from 'react-router';
import { mayBecome } from '../../../domain/enforcement/violation-states.ts';
import { api, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { ReasonAct } from '../parts/reason-act.tsx';
import { OpenCase } from './open-case.tsx';

const W = {
  appeal: w('提出申诉', 'Appeal'),
  onBehalf: w('代为登记申诉', 'Put an appeal on record'),
  confirm: w('确认违规', 'Confirm'),
  confirmEffect: w(
    '该线索将认定为违规成立，并计入违规主体统计。请写明核实情况。',
    'The breach is held to be proven. Say what was found.',
  ),
  rectify: w('标记已整改', 'Put right'),
  rectifyEffect: w('记录该违规已整改完毕。请写明整改情况。', 'Notes that it was put right. Say how.'),
  withdraw: w('撤回人工记录', 'Take back'),
  withdrawEffect: w(
    '撤回这条人工记录的线索，此后不再计入统计。',
    'This was put on record by hand; it will count no more.',
  ),
};

type Violation = Schema<'Violation'>;

/** What the reader may do with a violation, as its state allows. */
export function Actions({ violation }: { readonly violation: Violation }) {
  const t = useT();
  const may = useMay();
  const { id, status, effect } = violation;
  const params = { path: { id } };
  const manual = 'manual' in violation.why;
  return (
    <>
      {may('case.write') && effect === 'breach' && <OpenCase violation={violation} />}
      {may('violation.settle') && mayBecome(status, 'confirmed') && (
        <ReasonAct<{ reason: string }>
          title={W.confirm}
          effect={W.confirmEffect}
          act={(body, key) =>
            told(
              api.POST('/api/v1/violations/{id}/confirm', {
                params: { ...params, header: { 'Idempotency-Key': key } },
                body,
              }),
            )
          }
        />
      )}
      {may('violation.settle') && mayBecome(status, 'rectified') && (
        <ReasonAct<{ reason: string }>
          title={W.rectify}
          effect={W.rectifyEffect}
          act={(body, key) =>
            told(
              api.POST('/api/v1/violations/{id}/rectify', {
                params: { ...params, header: { 'Idempotency-Key': key } },
                body,
              }),
            )
          }
        />
      )}
      {may('violation.settle') && manual && mayBecome(status, 'withdrawn') && (
        <ReasonAct<{ reason: string }>
          danger
          title={W.withdraw}
          effect={W.withdrawEffect}
          act={(body, key) =>
            told(
              api.POST('/api/v1/violations/{id}/withdraw', {
                params: { ...params, header: { 'Idempotency-Key': key } },
                body,
              }),
            )
          }
        />
      )}
      {may('appeal.create') && mayBecome(status, 'appealed') && (
        <Link to={`/appeals/new?violation=${id}`}>
          <Button type={may('appeal.decide') ? 'default' : 'primary'} tabIndex={-1}>
            {t(may('appeal.decide') ? W.onBehalf : W.appeal)}
          </Button>
        </Link>
      )}
    </>
  );
}
