import { COUNTY_NAMES, isCountyCode } from '../../domain/codes/county.ts';
import { stageNameOf } from '../../domain/codes/emission-stage.ts';
import { STAGE_BASIS_NAMES, type StageBasis } from '../../domain/codes/stage-basis.ts';
import type { Block, PrintedDocument } from '../../domain/documents/printed-document.ts';
import { ledgerFieldName } from '../../domain/ledgers/completeness.ts';
import { percentOf } from '../../domain/reports/figure.ts';
import {
  type Agreement,
  ITEM_KIND_NAMES,
  ITEM_KINDS,
  type ItemKind,
  VERDICT_NAMES,
  type Verdict,
} from '../../domain/spot-checks/item.ts';
import { formatInstant, legalDayOf } from '../../domain/time.ts';
import type { SpotCheckItemRow, SpotCheckRow } from '../../store/spot-checks.ts';
import type { Reader } from '../../store/store.ts';

/** A line of the protocol: what was looked at, what was found, and how it was judged; in Chinese, as it is filed. */
export type ProtocolLine = {
  readonly position: number;
  readonly kind: ItemKind;
  readonly subject: string;
  readonly found: string;
  readonly verdict: string;
  readonly remark: string;
};

export type Protocol = {
  readonly check: SpotCheckRow;
  readonly enterprise: string;
  readonly officer: string;
  readonly lines: readonly ProtocolLine[];
};

/** All that the protocol (抽查记录) of a check tells. */
export async function protocolOf(reader: Reader, check: SpotCheckRow): Promise<Protocol> {
  const items = await reader.spotChecks.itemsOf(check.id);
  const names = await reader.organisations.namesOf([check.enterpriseId]);
  const officer = await reader.users.find(check.closedBy ?? check.createdBy);
  return {
    check,
    enterprise: names.get(check.enterpriseId) ?? check.enterpriseId,
    officer: officer?.username ?? '',
    lines: items.map(lineOf),
  };
}

/** The protocol as it is printed. */
export function protocolDocument({ check, enterprise, officer, lines }: Protocol): PrintedDocument {
  const { countyCode, fromDay, toDay, seed, drawn, itemsChecked, itemsWrong, summary } = check;
  const { ledgerRows, passages } = drawn as Record<'ledgerRows' | 'passages', { of: number; asked: number }>;
  const checked = itemsChecked ?? lines.filter(({ verdict }) => DECIDED.includes(verdict)).length;
  const wrong = itemsWrong ?? lines.filter(({ verdict }) => verdict === VERDICT_NAMES.wrong.zh).length;
  const rate = percentOf(wrong, checked);
  const tables = ITEM_KINDS.flatMap((kind): Block[] => {
    const own = lines.filter((line) => line.kind === kind);
    if (own.length === 0) return [];
    const rows = own.map(({ position, subject, found, verdict, remark }) => [
      String(position),
      subject,
      found,
      verdict,
      remark,
    ]);
    return [{ heading: ITEM_KIND_NAMES[kind].zh }, { table: { headings: HEADINGS, shares: [1, 5, 6, 2, 4], rows } }];
  });
  return {
    title: '重点用车单位移动源抽查记录',
    blocks: [
      {
        pairs: [
          ['被查单位', enterprise],
          ['所属县区', isCountyCode(countyCode) ? COUNTY_NAMES[countyCode].zh : countyCode],
          ['抽查时段', `${fromDay} 至 ${toDay}`],
          ['随机种子', seed],
          [
            '抽样',
            `台账 ${ledgerRows.of} 条中抽 ${ledgerRows.asked} 条，过车 ${passages.of} 次中抽 ${passages.asked} 次`,
          ],
          ['检查人', officer],
          ['开始时间', told(check.createdAt)],
          ['结束时间', check.closedAt === null ? '尚未结束' : told(check.closedAt)],
          ['结果', `已查 ${checked} 项，错误 ${wrong} 项，错误率 ${rate === null ? '—' : `${rate}%`}`],
        ],
      },
      ...tables,
      { heading: '结论' },
      { paragraph: summary ?? '尚未结束。' },
      { paragraph: '检查人签字：　　　　　　　　被查单位签字：　　　　　　　　日期：' },
    ],
    createdAt: check.closedAt ?? check.createdAt,
  };
}

const HEADINGS = ['序号', '对象', '情况', '结论', '说明'];
const DECIDED = [VERDICT_NAMES.right.zh, VERDICT_NAMES.wrong.zh];

const AGREEMENT_ZH: Readonly<Record<Agreement, string>> = {
  agrees: '一致',
  differs: '不一致',
  not_told: '登记不明',
  undetermined: '无法核实',
};

const told = (at: number): string => formatInstant(at).slice(0, 19).replace('T', ' ');
const stageZh = (stage: string): string => (stage === 'X' ? '不明' : stageNameOf(stage).zh);

type Sample = {
  readonly plate?: string;
  readonly missing?: readonly string[] | boolean;
  readonly enteredAt?: number | null;
  readonly leftAt?: number | null;
  readonly passedAt?: number;
  readonly emissionStage?: string;
  readonly day?: string;
  readonly accesses?: number;
  readonly mean?: number | null;
  readonly change?: number | null;
  readonly startsAt?: number;
};
type Finding = {
  readonly remark?: string | null;
  readonly emissionStage?: string;
  readonly stageBasis?: StageBasis | null;
  readonly agreement?: Agreement;
};

function lineOf(row: SpotCheckItemRow): ProtocolLine {
  const kind = row.kind as ItemKind;
  const sample = row.sample as Sample;
  const finding = (row.finding ?? {}) as Finding;
  return {
    position: row.position,
    kind,
    ...contentOf(kind, sample, finding),
    verdict: VERDICT_NAMES[row.verdict as Verdict].zh,
    remark: finding.remark ?? '',
  };
}

function contentOf(kind: ItemKind, sample: Sample, finding: Finding): Pick<ProtocolLine, 'subject' | 'found'> {
  const plate = sample.plate || '未识别';
  switch (kind) {
    case 'ledger_row': {
      const missing = Array.isArray(sample.missing) ? (sample.missing as readonly string[]) : [];
      const names = missing.map((field) => ledgerFieldName(field).zh).join('、');
      const at = sample.enteredAt ?? sample.leftAt;
      return {
        subject: `${plate} ${at == null ? '' : told(at)}`.trim(),
        found: missing.length === 0 ? '完整' : `缺：${names}`,
      };
    }
    case 'passage': {
      const judged = `登记${stageZh(sample.emissionStage ?? 'X')}`;
      const { emissionStage, stageBasis, agreement } = finding;
      const basis = stageBasis ? `（${STAGE_BASIS_NAMES[stageBasis].zh}）` : '';
      const found = emissionStage === undefined ? '' : `，核实${stageZh(emissionStage)}${basis}`;
      return {
        subject: `${plate} ${told(sample.passedAt ?? 0)}`,
        found: `${judged}${found}${agreement ? `，${AGREEMENT_ZH[agreement]}` : ''}`,
      };
    }
    case 'alert_day': {
      const { mean, change } = sample;
      const against = mean == null ? '无可比日' : `平日均 ${mean}${change == null ? '' : `，变化 ${change}%`}`;
      return { subject: sample.day ?? '', found: `货车进出 ${sample.accesses ?? 0} 次，${against}` };
    }
    case 'video_vehicle':
      return {
        subject: `${plate} ${legalDayOf(sample.startsAt ?? 0)}`,
        found: sample.missing === true ? '台账中无此车' : '台账中有此车',
      };
  }
}
