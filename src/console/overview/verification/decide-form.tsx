import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Input, Radio, Select, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { isVerifiedBasis, STAGE_BASES, STAGE_BASIS_NAMES } from '../../../domain/codes/stage-basis.ts';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  basis: w('核实依据', 'Verified by'),
  stage: w('核实的排放阶段', 'Verified stage'),
  verify: w('核实', 'Verify'),
  sure: w('确认核实？', 'Verify it?'),
  means: w(
    '申报内容将作为登记信息，该号牌的全部通行记录按各自当日规则重新判定。',
    'What was declared becomes the register’s word, and all passages under its plates are judged again.',
  ),
  refuse: w('退回', 'Turn down'),
  reason: w('退回原因（申报单位可见）', 'Why (who declared it reads this)'),
  done: w('已核实', 'Verified'),
  refused: w('已退回', 'Turned down'),
  cancel: w('取消', 'Cancel'),
  choose: w('请先选择核实依据', 'Choose what you verified it by'),
};

const BASES = STAGE_BASES.filter((basis) => isVerifiedBasis(basis));
const STAGES = EMISSION_STAGES.filter((stage) => stage !== 'X');

/** Makes what was declared the register's word, or turns it down. `shortcuts`: keys 1–4 choose the basis and Enter verifies. */
export function DecideForm({
  vehicle,
  onDecided,
  shortcuts = false,
}: {
  readonly vehicle: Schema<'VehicleSummary'>;
  readonly onDecided: () => void;
  readonly shortcuts?: boolean;
}) {
  const t = useT();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [basis, setBasis] = useState<(typeof BASES)[number]>();
  const [stage, setStage] = useState(vehicle.emissionStage);
  const [reason, setReason] = useState<string>();
  const [fault, setFault] = useState<string>();
  const over = (words: string) => {
    void message.success(words);
    void queries.invalidateQueries({ queryKey: ['vehicle', vehicle.id] });
    onDecided();
  };
  const path = { id: vehicle.id };
  const verifying = useMutation({
    mutationFn: () =>
      told(
        api.POST('/api/v1/vehicles/{id}/verify', {
          params: { path },
          body: {
            stageBasis: basis,
            ...(stage === vehicle.emissionStage ? {} : { corrections: { emissionStage: stage } }),
          } as never,
          headers: { 'Idempotency-Key': newKey() },
        }),
      ),
    onSuccess: () => over(t(W.done)),
    onError: (error) => setFault(error.message),
  });
  const refusing = useMutation({
    mutationFn: () =>
      told(
        api.POST('/api/v1/vehicles/{id}/refuse', {
          params: { path },
          body: { reason: reason ?? '' },
          headers: { 'Idempotency-Key': newKey() },
        }),
      ),
    onSuccess: () => over(t(W.refused)),
    onError: (error) => setFault(error.message),
  });
  const ask = () => {
    if (!basis) return setFault(t(W.choose));
    setFault(undefined);
    void modal.confirm({
      title: `${t(W.sure)} ${vehicle.plate} · ${t(stageNameOf(stage))} · ${t(STAGE_BASIS_NAMES[basis])}`,
      content: t(W.means),
      okText: t(W.verify),
      cancelText: t(W.cancel),
      onOk: () => verifying.mutateAsync().catch(() => undefined),
    });
  };
  const place = useShortcuts(shortcuts, (key) => {
    const chosen = BASES[Number(key) - 1];
    if (chosen) setBasis(chosen);
    else if (key === 'Enter' && basis) ask();
    else return false;
    return true;
  });
  return (
    <div ref={place}>
      <Flex vertical gap={12}>
        {fault && <Alert role="alert" type="error" showIcon title={fault} />}
        <Typography.Text strong id={`basis-${vehicle.id}`}>
          {t(W.basis)}
        </Typography.Text>
        <Radio.Group
          aria-labelledby={`basis-${vehicle.id}`}
          value={basis}
          onChange={({ target }) => setBasis(target.value)}
          options={BASES.map((one, place) => ({
            value: one,
            label: shortcuts ? `${place + 1} ${t(STAGE_BASIS_NAMES[one])}` : t(STAGE_BASIS_NAMES[one]),
          }))}
        />
        <Select
          aria-label={t(W.stage)}
          prefix={`${t(W.stage)}:`}
          value={stage}
          onChange={setStage}
          options={STAGES.map((one) => ({ value: one, label: t(stageNameOf(one)) }))}
          style={{ maxWidth: 280 }}
        />
        {reason === undefined ? (
          <Flex gap={8}>
            <Button type="primary" onClick={ask} loading={verifying.isPending}>
              {t(W.verify)}
            </Button>
            <Button danger onClick={() => setReason('')}>
              {t(W.refuse)}
            </Button>
          </Flex>
        ) : (
          <Flex vertical gap={8}>
            <Input.TextArea
              autoFocus
              rows={3}
              maxLength={500}
              aria-label={t(W.reason)}
              placeholder={t(W.reason)}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            <Flex gap={8}>
              <Button
                danger
                type="primary"
                disabled={reason.trim() === ''}
                loading={refusing.isPending}
                onClick={() => refusing.mutate()}
              >
                {t(W.refuse)}
              </Button>
              <Button onClick={() => setReason(undefined)}>{t(W.cancel)}</Button>
            </Flex>
          </Flex>
        )}
      </Flex>
    </div>
  );
}

/** Hears keys while the focus is in the queue and not in a field. `hear` says whether a key was one of its own. */
function useShortcuts(on: boolean, hear: (key: string) => boolean) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    if (!on) return undefined;
    const heard = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      // Of several forms in the queue the first hears, and none while something is typed or asked.
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!target?.closest('[aria-current=true]') && !place.current?.contains(target ?? null)) return;
      if (target?.closest('input:not([type=radio]), textarea, .ant-select')) return;
      if (target?.closest('button:not([aria-current])') && event.key === 'Enter') return;
      if (latest.current(event.key)) event.preventDefault();
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, [on]);
  return place;
}
