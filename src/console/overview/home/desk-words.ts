import { NEW_BREACH_DAYS } from '../../../domain/enforcement/new-breaches.ts';
import type { Message } from '../../../domain/failure.ts';
import { w } from '../../session/language.ts';

/** What a topic of the desk is called, and what is to be done about it. */
export type DeskWords = { readonly title: Message; readonly todo: Message };

const words = (zh: string, en: string, todoZh: string, todoEn: string): DeskWords => ({
  title: w(zh, en),
  todo: w(todoZh, todoEn),
});

/** By the name that the service gives the topic. */
export const DESK_WORDS: Readonly<Record<string, DeskWords>> = {
  'alerts-in-force': words(
    '应急管控生效中',
    'Alerts in force',
    '查看管控措施和受影响对象',
    'See the measures and who is bound',
  ),
  'cases-overdue': words('案件超期', 'Cases overdue', '办理下一步', 'Take the next step'),
  'filing-reviews-overdue': words('申报审核超期', 'Reviews overdue', '尽快审核', 'Review them first'),
  'filings-to-review': words('申报待审核', 'Filings to review', '审核进场申报', 'Accept or return them'),
  'sign-ups-to-verify': words(
    '注册待审核',
    'Sign-ups to verify',
    '核对单位和联系人',
    'Check the organisation and its contact',
  ),
  'vehicles-to-verify': words('车辆待核验', 'Vehicles to verify', '核实排放阶段', 'Verify their emission stages'),
  'breaches-new': words(
    '新增违法线索',
    'New violations',
    `近 ${NEW_BREACH_DAYS} 天发生、尚未处理`,
    `Of the last ${NEW_BREACH_DAYS} days, not yet dealt with`,
  ),
  'appeals-to-decide': words('申诉待处理', 'Appeals to decide', '核实后作出决定', 'Look into them and decide'),
  'machine-claims-to-decide': words(
    '机械归属待裁定',
    'Machine claims to decide',
    '两家单位各执一词',
    'Two holders disagree',
  ),
  'exemption-requests-to-decide': words('豁免申请待审批', 'Exemption requests', '批准或驳回', 'Grant or refuse them'),
  'gates-silent': words('门禁失联', 'Silent gates', '检查网络和设备', 'Check the network and the devices'),
  'dead-letters-open': words(
    '设备数据无法识别',
    'Unreadable device data',
    '检查设备设置',
    'Check how the devices are set',
  ),
  'machines-prohibited': words(
    '机械被禁止使用',
    'Machines prohibited',
    '停用，整改后复测',
    'Stop using them; mend and test again',
  ),
  'notices-to-answer': words('告知书待答复', 'Notices to answer', '在期限内陈述申辩', 'State your case in time'),
  'filings-returned': words(
    '申报被退回',
    'Filings returned',
    '按退回原因修改后重新提交',
    'Mend what was found and submit again',
  ),
  'entries-due': words('待上报进场', 'Entries to report', '机械进场后上报', 'Report when the machine has come'),
  'exits-due': words('待上报离场', 'Exits to report', '机械离场后上报', 'Report when the machine has left'),
  'invitations-to-answer': words('参建邀请待确认', 'Invitations to sites', '确认或拒绝参建', 'Accept or decline'),
  'machine-claims-to-answer': words(
    '机械归属待回应',
    'Machine claims to answer',
    '说明机械归属',
    'Say whose machine it is',
  ),
  'violations-open': words(
    '本单位违法线索',
    'Violations of yours',
    '查看事实，整改或申诉',
    'Read the facts; put right or appeal',
  ),
  'plates-doubtful': words('号牌识别存疑', 'Doubtful plates', '对照照片改正', 'Correct them by the photos'),
  'vehicles-overstayed': words('车辆滞留', 'Vehicles overstayed', '核对是否漏记驶出', 'See whether an exit was missed'),
};

/** Topics that are dealt with on a page made for it rather than on their list. */
export const DESK_PAGES: Readonly<Record<string, string>> = { 'filings-to-review': '/filings/review' };
