import type { Block, PrintedDocument } from '../documents/printed-document.ts';
import type { ViolationStatus } from '../enforcement/violation.ts';
import { VIOLATION_STATUS_NAMES } from '../enforcement/violation-states.ts';
import { explainFlag } from '../enforcement/why.ts';
import { CASE_STATUS_NAMES, type CaseStatus } from './case-states.ts';
import type { ToldViolation } from './notice-content.ts';
import { OUTCOME_NAMES, type Outcome } from './outcomes.ts';
import { noticeWord, plateWord, stepWord, timeWord } from './words.ts';

/** A case as its report tells of it; instants in ms, people by their names as far as they are known. */
export type ReportedCase = {
  readonly number: string;
  readonly title: string;
  readonly county: string;
  readonly status: CaseStatus;
  readonly offender: readonly (readonly [string, string])[];
  readonly openedAt: number;
  readonly openedBy: string;
  readonly decideBy: string;
  readonly answerBy: string | null;
  readonly violations: readonly (ToldViolation & { readonly status: ViolationStatus; readonly stands: boolean })[];
  readonly findings: readonly { readonly title: string; readonly reason: string; readonly cite: string }[];
  readonly notices: readonly {
    readonly number: string;
    readonly status: string;
    readonly createdAt: number;
    readonly service: {
      readonly method: string;
      readonly servedAt: number;
      readonly servedBy: string;
      readonly receivedBy: string;
    } | null;
  }[];
  readonly statements: readonly {
    readonly at: number;
    readonly by: string;
    readonly text: string;
    readonly late: boolean;
  }[];
  readonly outcome: Outcome | null;
  readonly decisionReason: string | null;
  readonly transferredTo: string | null;
  readonly history: readonly {
    readonly at: number;
    readonly by: string;
    readonly step: string;
    readonly to: CaseStatus;
    readonly reason: string | null;
  }[];
};

/** The report of a case (案件报告) as it stands, to be printed. It says nothing of a penalty. */
export function caseReport(one: ReportedCase, createdAt: number): PrintedDocument {
  const { violations, findings, notices, statements, history } = one;
  const outcome = one.outcome === null ? '尚未作出' : OUTCOME_NAMES[one.outcome].zh;
  const none = (what: string): Block[] => [{ paragraph: what }];
  return {
    title: '移动源违法案件报告',
    number: one.number,
    blocks: [
      { heading: '一、案件' },
      {
        pairs: [
          ['案件名称', one.title],
          ['所属县区', one.county],
          ...one.offender,
          ['状态', CASE_STATUS_NAMES[one.status].zh],
          ['立案', `${timeWord(one.openedAt)}　${one.openedBy}`],
          ['办理期限', one.decideBy],
          ['陈述申辩期限', one.answerBy ?? '—'],
          ['处理结果', outcome],
          ['理由', one.decisionReason ?? '—'],
          ...(one.transferredTo === null ? [] : ([['移送', one.transferredTo]] as const)),
        ],
      },
      { heading: '二、违规线索' },
      ...violations.map(
        (violation): Block => ({
          pairs: [
            ['线索编号', violation.id],
            ['时间', timeWord(violation.occurredAt)],
            ...(violation.place === null ? [] : ([['地点', violation.place]] as const)),
            ...(violation.plate === null
              ? []
              : ([['号牌', plateWord(violation.plate, violation.plateColour)]] as const)),
            ['条款', `${violation.clause} ${violation.title}（${violation.policy}）`],
            ['状态', `${VIOLATION_STATUS_NAMES[violation.status].zh}${violation.stands ? '' : '（不再计入本案）'}`],
            ['查明情况与要求', explainFlag(violation.why, 'zh')],
          ],
        }),
      ),
      { heading: '三、从重情节' },
      ...(findings.length === 0
        ? none('无。')
        : findings.map(({ title, reason, cite }): Block => ({ paragraph: `${title}：${reason}（依据：${cite}）` }))),
      { heading: '四、告知与送达' },
      ...(notices.length === 0 ? none('未制作告知书。') : [noticeTable(notices)]),
      { heading: '五、陈述申辩' },
      ...(statements.length === 0
        ? none('无。')
        : statements.map(
            ({ at, by, text, late }): Block => ({
              pairs: [[`${timeWord(at)}${late ? '（逾期）' : ''}\n${by}`, text]],
            }),
          )),
      { heading: '六、办理经过' },
      {
        table: {
          headings: ['时间', '经办', '事项', '状态', '理由'],
          shares: [3, 2, 3, 2, 4],
          rows: history.map(({ at, by, step, to, reason }) => [
            timeWord(at),
            by,
            stepWord(step),
            CASE_STATUS_NAMES[to].zh,
            reason ?? '',
          ]),
        },
      },
    ],
    createdAt,
  };
}

function noticeTable(notices: ReportedCase['notices']): Block {
  return {
    table: {
      headings: ['文号', '制作时间', '状态', '送达'],
      shares: [4, 3, 2, 4],
      rows: notices.map(({ number, createdAt, status, service }) => [
        number,
        timeWord(createdAt),
        noticeWord(status),
        service
          ? `${timeWord(service.servedAt)} ${noticeWord(service.method)}，送达人 ${service.servedBy}，收件人 ${service.receivedBy}`
          : '未送达',
      ]),
    },
  };
}
