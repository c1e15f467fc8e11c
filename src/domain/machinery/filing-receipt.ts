import { dayWord, timeWord } from '../cases/words.ts';
import { COUNTY_NAMES, isCountyCode } from '../codes/county.ts';
import { filledPairs } from '../documents/pairs.ts';
import type { PrintedDocument } from '../documents/printed-document.ts';
import { FILING_STATE_NAMES, type FilingState, type PlannedDays } from './filing.ts';
import { machinePairs, type PrintedMachine } from './machine-pairs.ts';
import { MACHINE_STAGE_BASES, stageBasisOf } from './stage-basis.ts';

/** All that the receipt (回执) of a filing says; instants in ms, null where it is not known or has not come. */
export type ReceiptContent = {
  /** The number, or the id of one from before there were numbers. */
  readonly number: string;
  readonly filing: PlannedDays & {
    readonly status: FilingState;
    readonly submittedAt: number;
    readonly acceptedAt: number | null;
    readonly acceptedBySetting: boolean;
    readonly returnedAt: number | null;
    readonly resubmitBy: string | null;
    readonly closedAt: number | null;
    readonly reason: string | null;
    readonly enteredAt: number | null;
    readonly exitedAt: number | null;
    readonly remarks: string | null;
    readonly countyCode: string;
  };
  readonly unit: { readonly name: string; readonly creditCode: string };
  readonly site: { readonly name: string; readonly address: string; readonly permitNumber: string | null };
  /** Whose site it is, where another unit of it filed. */
  readonly siteOwner: string | null;
  readonly machine: PrintedMachine & {
    readonly stageBasis: string | null;
    readonly stageVerifiedAt: number | null;
  };
  /** The clause under which it was filed, in its own words. */
  readonly clause: { readonly source: string; readonly text: string } | null;
};

/** The receipt as it is printed at `printedAt`, ms: how the filing stands then. It shows no person, and of the machine no more than the slip. */
export function receiptDocument(content: ReceiptContent, printedAt: number): PrintedDocument {
  const { number, filing, unit, site, siteOwner, machine, clause } = content;
  const county = isCountyCode(filing.countyCode) ? COUNTY_NAMES[filing.countyCode].zh : filing.countyCode;
  return {
    title: '非道路移动机械进场申报回执',
    number,
    addressee: unit.name,
    blocks: [
      { paragraph: `你单位提交的非道路移动机械进场申报已收到，提交时间为${timeWord(filing.submittedAt)}。` },
      { heading: '一、申报信息' },
      {
        pairs: filledPairs([
          ['申报单位', `${unit.name}（${unit.creditCode}）`],
          ['工地', site.name],
          ['工地地址', `${county}　${site.address}`],
          ['施工许可证号', site.permitNumber],
          ['工地所属单位', siteOwner],
          ['计划在场日期', `${dayWord(filing.plannedEntryOn)} 至 ${dayWord(filing.plannedExitOn)}`],
          ['备注', filing.remarks],
        ]),
      },
      { heading: '二、机械信息' },
      { pairs: [...machinePairs(machine), ['排放阶段依据', basisWord(machine)]] },
      { heading: `三、办理情况（截至${timeWord(printedAt)}）` },
      { pairs: progress(filing) },
      ...(clause ? [{ heading: '四、依据' }, { quote: clause }] : []),
      { paragraph: LIMITS },
    ],
    createdAt: printedAt,
  };
}

function basisWord(machine: ReceiptContent['machine']): string {
  const basis = stageBasisOf(machine);
  if (basis === null) return '未知';
  return `${MACHINE_STAGE_BASES[basis].zh}（${machine.stageVerifiedAt === null ? '未经核验' : '已经核验'}）`;
}

function progress(filing: ReceiptContent['filing']): [string, string][] {
  const { status, acceptedAt, acceptedBySetting, returnedAt, resubmitBy, closedAt, reason, enteredAt, exitedAt } =
    filing;
  const closed = status === 'rejected' ? '驳回时间' : status === 'withdrawn' ? '撤回时间' : '补正逾期时间';
  return filledPairs([
    ['状态', FILING_STATE_NAMES[status].zh],
    ['提交时间', timeWord(filing.submittedAt)],
    ['受理时间', acceptedAt && `${timeWord(acceptedAt)}${acceptedBySetting ? '（按县区设置自动受理）' : ''}`],
    ['退回时间', returnedAt && timeWord(returnedAt)],
    ['补正期限', resubmitBy && dayWord(resubmitBy)],
    [closed, closedAt && timeWord(closedAt)],
    ['理由', reason],
    ['进场时间', enteredAt ? timeWord(enteredAt) : '未报告'],
    ['离场时间', exitedAt && timeWord(exitedAt)],
  ]);
}

const LIMITS =
  '本回执证明申报已按上列时间提交，不证明机械符合排放标准，也不代替环保标签；申报是否有效以原记录的最新状态为准。';
