import { stageWord } from '../cases/words.ts';
import { COUNTY_NAMES, isCountyCode } from '../codes/county.ts';
import { MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES } from '../codes/machine-category.ts';
import type { PrintedDocument } from '../documents/printed-document.ts';
import { formatInstant } from '../time.ts';
import type { Slip, SlipCode } from './slip.ts';

const SCHEME_WORDS: Readonly<Record<SlipCode['scheme'], string>> = {
  environmental: '环保登记号码',
  mein: '机械环保代码',
  pin: '产品识别码',
  serial: '厂家及出厂编号',
};

/** What a slip says, line by line, in Chinese: on paper and on a terminal alike. */
export function slipLines(slip: Slip): [name: string, value: string][] {
  const category = MACHINE_CATEGORIES.find((known) => known === slip.category);
  const county = isCountyCode(slip.countyCode) ? `（${COUNTY_NAMES[slip.countyCode].zh}）` : '';
  return [
    ...slip.codes.map(({ scheme, code }): [string, string] => [SCHEME_WORDS[scheme], code]),
    ['机械类型', category ? MACHINE_CATEGORY_NAMES[category].zh : slip.category],
    ['排放阶段', stageWord(slip.stage)],
    ['工地', `${slip.site}${county}`],
    ['申报单位', slip.unit],
    ['计划进场日期', slip.plannedEntryOn],
    ['计划离场日期', slip.plannedExitOn],
    ...(slip.number === null ? [] : [['登记编号', slip.number] as [string, string]]),
    ['签发时间', formatInstant(slip.issuedAt).slice(0, 16).replace('T', ' ')],
  ];
}

/** The slip as it is printed; its code is large, and says enough beside it to be cut out and put on the machine. */
export function slipDocument(
  slip: Slip,
  { url, page }: { readonly url: string; readonly page: string },
): PrintedDocument {
  const [code] = slip.codes;
  return {
    title: '非道路移动机械进场登记凭证',
    ...(slip.number === null ? {} : { number: slip.number }),
    blocks: [
      { pairs: slipLines(slip) },
      { heading: '核验二维码（可沿四周剪下随机携带）' },
      {
        code: {
          text: url,
          caption: [
            '进场登记凭证',
            code?.code ?? '',
            `${slip.site}`,
            `${slip.plannedEntryOn} 至 ${slip.plannedExitOn}`,
            '本凭证不是环保标签',
          ].join('\n'),
          large: true,
        },
      },
      { heading: '说明' },
      ...NOTES.map((paragraph) => ({ paragraph })),
      { paragraph: `核验网页：${page}。打开一次后，没有网络时也可核验。` },
    ],
    createdAt: slip.issuedAt,
  };
}

const NOTES = [
  '一、本凭证只证明上列申报在签发时已受理，不是环保标签（环保登记号牌），不能代替环保标签；机械仍须按规定取得并固定环保标签。',
  '二、凭证内容以签发时间为准。签发后申报撤回、机械被禁止使用或登记内容变更的，凭证本身不会改变；有网络时请以系统查询结果为准，没有网络时请核对随带的失效名单。',
  '三、核验结果为“伪造”或“无法判断”的，不得作为已申报的依据。',
  '四、凭证不含个人信息。',
];
