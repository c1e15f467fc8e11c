import { Alert, Card, Descriptions } from 'antd';
import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { MACHINE_CATEGORY_NAMES, type MachineCategory } from '../../../domain/codes/machine-category.ts';
import type { ShownSlip } from '../../../http/slip-page/verify.js';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';
import type { Site } from '../known-sites.ts';
import type { EntryForm, MachineMet } from '../outbox/entry.ts';
import type { SlipByHand } from './known-slips.ts';
import { asSeen } from './looked-up.tsx';
import { NextSteps } from './next-steps.tsx';
import { type Tone, Verdict } from './verdict.tsx';

const W = {
  true: w('凭证为真', 'A true slip'),
  outside_days: w('凭证为真，不在计划日期内', 'True, outside its days'),
  revoked: w('凭证已失效', 'The slip was revoked'),
  forged: w('凭证系伪造', 'A forged slip'),
  unknown: w('无网络，暂无法查询', 'No network to ask'),
  unknownDetail: w(
    '可以先记录，联网后自动上传并核对登记信息。',
    'Record it now: it is sent, and held against the record, once there is a network.',
  ),
  byHand: w(
    '仅凭签名和随带的失效名单判断，登记信息须联网核对。',
    'By its signature and the list brought along alone; the record needs a network.',
  ),
  asOf: w('失效名单截至', 'List of revoked slips as of'),
  category: w('机械类型', 'Category'),
  stage: w('排放阶段', 'Stage'),
  numbers: w('编号', 'Numbers'),
  site: w('申报工地', 'Filed for'),
  unit: w('申报单位', 'Filed by'),
  days: w('计划日期', 'Planned days'),
};
const TONES: Readonly<Record<SlipByHand['verdict'], Tone>> = {
  true: 'good',
  outside_days: 'warn',
  revoked: 'stop',
  forged: 'stop',
  unknown: 'none',
};

/** What can be told of a machine without a network: what its slip says, where the slip holds. */
export function ByHandResult({
  byHand,
  text,
  site,
  onNext,
}: {
  readonly byHand: SlipByHand;
  readonly text: string;
  readonly site: Site | undefined;
  readonly onNext: () => void;
}) {
  const t = useT();
  const { verdict, slip, asOf } = byHand;
  const category = MACHINE_CATEGORY_NAMES[slip?.category as MachineCategory];
  const title = category ? t(category) : text.slice(0, 40);
  return (
    <>
      <Verdict tone={TONES[verdict]} title={t(W[verdict])}>
        {verdict === 'unknown' && t(W.unknownDetail)}
      </Verdict>
      <NextSteps
        site={site}
        machine={{ title } satisfies MachineMet}
        form={slip ? ofSlip(slip) : verdict === 'unknown' ? asSeen(text) : {}}
        onNext={onNext}
      />
      {slip && (
        <Card size="small">
          <Descriptions
            size="small"
            column={1}
            items={[
              { key: 'category', label: t(W.category), children: title },
              { key: 'stage', label: t(W.stage), children: t(stageNameOf(slip.stage)) },
              { key: 'numbers', label: t(W.numbers), children: slip.codes.map((code) => code.slice(1)).join('、') },
              { key: 'site', label: t(W.site), children: `${slip.site}${countyOf(slip, t)}` },
              { key: 'unit', label: t(W.unit), children: slip.unit },
              { key: 'days', label: t(W.days), children: `${slip.from} – ${slip.until}` },
            ]}
          />
        </Card>
      )}
      {verdict !== 'unknown' && (
        <Alert
          type="info"
          showIcon
          title={t(W.byHand)}
          description={
            asOf && (
              <>
                {t(W.asOf)} <Instant at={asOf} />
              </>
            )
          }
        />
      )}
    </>
  );
}

const countyOf = ({ countyCode }: ShownSlip, t: ReturnType<typeof useT>): string =>
  isCountyCode(countyCode) ? `（${t(COUNTY_NAMES[countyCode])}）` : '';

const MEMBERS: Readonly<Record<string, 'environmentalCode' | 'pin'>> = { e: 'environmentalCode', m: 'pin', p: 'pin' };

/** The machine by what its slip says, which finds it on file when it is sent. Serial numbers may be cut on a slip. */
function ofSlip({ codes, category, stage }: ShownSlip): EntryForm {
  const numbers = codes.flatMap((code) => {
    const member = MEMBERS[code[0] ?? ''];
    return member ? [[member, code.slice(1)] as const] : [];
  });
  const serial = codes
    .find((code) => code[0] === 's' && !code.includes('…'))
    ?.slice(1)
    .split('|');
  const named = serial ? { manufacturer: serial[0] ?? '', serialNumber: serial[1] ?? '' } : {};
  return { machine: { category, emissionStage: stage, ...named, ...Object.fromEntries(numbers) } };
}
