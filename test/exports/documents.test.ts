import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { Block, PrintedDocument } from '../../src/domain/documents/printed-document.ts';
import { documentDigest, makeDocuments } from '../../src/exports/documents.ts';
import { pdfCodes } from '../support/pdf-codes.ts';
import { pdfText } from '../support/pdf-text.ts';

const documents = makeDocuments();
afterAll(() => documents.close());

const documentOf = (blocks: readonly Block[], rest: Partial<PrintedDocument> = {}): PrintedDocument => ({
  title: '移动源违法行为告知书',
  blocks,
  createdAt: Date.parse('2022-01-03T08:00:00+08:00'),
  ...rest,
});
const printed = async (document: PrintedDocument) => pdfText(await documents.render(document));

/** Characters that may not begin a line, and that may not end one. */
const NEVER_FIRST = /^[，。、；：？！）》」』”’…％%]/;
const NEVER_LAST = /[（《「『“‘]$/;

describe('a document as PDF', () => {
  it('prints everything that it says, on A4 with numbered pages', async () => {
    const document = documentOf(
      [
        { heading: '一、违法事实' },
        { paragraph: '经查，该车排放阶段为国Ⅴ。' },
        { pairs: [['车牌', '晋C12345']] },
        { table: { headings: ['序号', '时间'], shares: [1, 3], rows: [['1', '2022年1月3日08时15分']] } },
        { quote: { source: '行动计划二（四）', text: '2022年起使用国六车辆' } },
        { newPage: true },
        { paragraph: '第二页' },
      ],
      {
        number: '阳环移告〔2022〕1号',
        addressee: '某某焦化有限公司',
        stamp: { issuer: '阳泉市生态环境局', date: '2022年1月5日' },
      },
    );
    const pdf = await documents.render(document);
    expect(pdf.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
    const [first = [], second = [], ...more] = pdfText(pdf);
    expect(more).toEqual([]);
    for (const text of [
      '移动源违法行为告知书',
      '阳环移告〔2022〕1号',
      '某某焦化有限公司：',
      '一、违法事实',
      '经查，该车排放阶段为国Ⅴ。',
      '车牌',
      '晋C12345',
      '序号',
      '2022年1月3日08时15分',
      '行动计划二（四）',
      '2022年起使用国六车辆',
      '第 1 页 共 2 页',
    ])
      expect(first).toContain(text);
    for (const text of ['第二页', '阳泉市生态环境局', '（盖章）', '2022年1月5日', '第 2 页 共 2 页'])
      expect(second).toContain(text);
    expect(first.at(-2)).toBe(`阳环移告〔2022〕1号　校验码 ${documentDigest(document)}`);
  });

  it('is the same bytes for the same document, and another check value for any other', async () => {
    const bytes = Buffer.from('a picture');
    const document = documentOf([{ paragraph: '甲' }, { pictures: [{ caption: '图', bytes }] }]);
    const again = documentOf([{ paragraph: '甲' }, { pictures: [{ caption: '图', bytes: Buffer.from(bytes) }] }]);
    expect((await documents.render(document)).equals(await documents.render(again))).toBe(true);
    const others = [
      documentOf([{ paragraph: '乙' }, { pictures: [{ caption: '图', bytes }] }]),
      documentOf([{ paragraph: '甲' }, { pictures: [{ caption: '图', bytes: Buffer.from('another') }] }]),
      { ...document, createdAt: document.createdAt + 1 },
    ];
    const digests = [document, ...others].map(documentDigest);
    expect(new Set(digests).size).toBe(4);
  });

  it('breaks lines where Chinese may be broken', async () => {
    const sentence = '“该车”（晋C12345）进入时，排放阶段为国五；《行动计划》要求国六，未达到要求。';
    // Shifted by one character each time, every mark comes to stand at the end of a line.
    for (let shift = 0; shift < 12; shift += 1) {
      const text = '甲'.repeat(shift) + sentence.repeat(6);
      const runs = (await printed(documentOf([{ paragraph: text }]))).flat().slice(1, -2);
      expect(runs.join('')).toBe(text);
      expect(runs.length).toBeGreaterThan(4);
      for (const run of runs) {
        expect(run).not.toMatch(NEVER_FIRST);
        expect(run).not.toMatch(NEVER_LAST);
      }
    }
  });

  it('cuts what may be broken nowhere, and goes on over the page', async () => {
    const long = 'A'.repeat(9000);
    const pages = await printed(documentOf([{ pairs: [['值', long]] }, { paragraph: long }]));
    expect(pages.length).toBeGreaterThan(3);
    const runs = pages.flat().filter((run) => /^A+$/.test(run));
    expect(runs.join('')).toBe(long + long);
    expect(Math.max(...runs.map(({ length }) => length))).toBeLessThan(90);
  });

  it.each([
    ['a character beyond the font', '李𠮷', '李□(U+20BB7)'],
    ['an emoji', '🚗', '□(U+1F697)'],
    ['a mark that turns the writing round', '甲\u202E乙', '甲□(U+202E)乙'],
    ['a character of no width', '甲\u200B乙', '甲□(U+200B)乙'],
    ['a soft hyphen', 'a\u00ADb', 'a□(U+00AD)b'],
    ['half a character', '甲\uD842', '甲□(U+D842)'],
    ['a rare character that the font has', '㛃鱻碶', '㛃鱻碶'],
  ])('lets nothing vanish: %s', async (_what, text, shown) => {
    expect((await printed(documentOf([{ paragraph: text }]))).flat()).toContain(shown);
  });

  it('shows pictures two by two with their captions, and says which cannot be shown', async () => {
    const size = { width: 400, height: 900, channels: 3, background: '#369' } as const;
    const jpeg = await sharp({ create: size }).jpeg().toBuffer();
    const png = await sharp({ create: size }).png().toBuffer();
    const pictures = [
      { caption: '图一', bytes: jpeg },
      { caption: '图二', bytes: png },
      { caption: '图三', bytes: Buffer.from('not a picture') },
    ];
    const pdf = await documents.render(documentOf([{ pictures }]));
    const runs = pdfText(pdf).flat();
    for (const text of ['图一', '图二', '图三', '图片无法显示']) expect(runs).toContain(text);
    expect(pdf.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(2);
  });

  it.each([
    ['a short one', 'https://ecology.example/filings/0190a1b2-0000-7000-8000-000000000001'],
    ['a long one', `MSR1.${'中文abcXYZ09-_'.repeat(30)}`],
  ])('prints a code that can be read, with its caption beside it: %s', async (_what, text) => {
    const pdf = await documents.render(
      documentOf([{ paragraph: '甲' }, { code: { text, caption: '扫码查看原记录' } }]),
    );
    expect(pdfText(pdf).flat()).toContain('扫码查看原记录');
    expect(pdfCodes(pdf)).toEqual([text]);
  });

  it('puts a code that does not fit on a new page', async () => {
    const lines = Array.from({ length: 36 }, () => ({ paragraph: '行' }));
    const pdf = await documents.render(documentOf([...lines, { code: { text: 'filing:1', caption: '在次页' } }]));
    const [, second = []] = pdfText(pdf);
    expect(second).toContain('在次页');
    expect(pdfCodes(pdf)).toEqual(['filing:1']);
  });

  it('leaves the process free while it prints', async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 5);
    await documents.render(documentOf([{ paragraph: '很长的文字。'.repeat(5000) }]));
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(5);
  });
});
