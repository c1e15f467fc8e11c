import { beforeAll, describe, it } from 'vitest';
import { openTown, type Town } from './town.ts';

describe('rules', { timeout: 240_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  }, 240_000);

  it('a draft is copied, changed, checked, held against what is in force, tried on the past, and taken back', async () => {
    const { page, checked, close } = await town.visit({ as: 'city', path: '/policies?on=2022-01-03' });
    await page.getByRole('heading', { name: /2\.4\.2b 大货运量企业公路运输车辆2022年起达到国六/ }).waitFor();
    await page
      .getByText(/年货运量（吨）不低于 1,500,000 吨/)
      .first()
      .waitFor();
    await checked();
    await page.getByRole('tab', { name: '参数' }).click();
    await page.getByText(/项参数待核实/).waitFor();
    await checked();
    await page.getByRole('tab', { name: '人工记录事项' }).click();
    await page.getByText('2.5 渣土运输车辆未按规定时间行驶').waitFor();
    await page.getByRole('link', { name: '版本与草案' }).click();
    await page.getByRole('button', { name: '复制为草案' }).waitFor();
    await checked();
    await page.getByRole('button', { name: '复制为草案' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '复制为草案' }).click();
    const freight = page.getByLabel('大货运量企业年货运量下限');
    await freight.fill('500000');
    await checked();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').first().waitFor();

    await page.getByRole('tab', { name: /全文/ }).click();
    const text = page.getByLabel('草案全文');
    /** Marks the first place of some words and types others over them, as a writer would. */
    const retype = async (from: string, to: string) => {
      await text.evaluate((element, words) => {
        const field = element as HTMLTextAreaElement;
        const at = field.value.indexOf(words);
        field.focus();
        field.setSelectionRange(at, at + words.length);
      }, from);
      await page.keyboard.insertText(to);
    };
    await retype('"judges": "passage"', '"judges": "nothing"');
    await page.getByRole('button', { name: '保存并检查' }).click();
    await page.getByText(/处问题，改好之前不能发布/).waitFor();
    await checked();
    await page.getByRole('button', { name: '定位 #/rules/0/judges' }).click();
    const marked = () =>
      text.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    if ((await marked()) !== '"nothing"') throw new Error(`it points at ${await marked()}`);
    await retype('"judges": "nothing"', '"judges": "passage"');
    await page.getByRole('button', { name: '保存并检查' }).click();
    await page.getByText(/处问题，改好之前不能发布/).waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: '检查' }).click();
    await page.getByText('检查通过，可以发布。').waitFor();
    await checked();
    await page.getByRole('tab', { name: '差异' }).click();
    await page.getByText('大货运量企业年货运量下限').first().waitFor();
    await checked();
    await page.getByRole('tab', { name: '发布' }).click();
    await page.getByText(/首个施行日必须在将来/).waitFor();
    await checked();

    await page.getByRole('tab', { name: '试算' }).click();
    await page.getByRole('button', { name: '开始试算' }).click();
    await page.getByLabel('自', { exact: true }).fill('2021-12-01');
    await page.getByLabel('至（含当日）').fill('2022-01-31');
    await checked();
    await page.getByRole('dialog').getByRole('button', { name: '开始试算' }).click();
    await page.getByRole('heading', { name: '试算结果' }).waitFor();
    await page.getByText('已完成', { exact: true }).waitFor();
    await page.getByRole('tab', { name: '企业' }).click();
    await page
      .getByRole('link', { name: /（演示）/ })
      .first()
      .waitFor();
    await checked();
    await page.getByRole('tab', { name: '车次' }).click();
    await page.getByRole('link', { name: '查看通行' }).first().waitFor();
    await checked();
    await page.getByRole('link', { name: '草案', exact: true }).click();
    await page.getByRole('link', { name: /2021-12-01/ }).waitFor();
    await checked();
    await page.getByRole('tab', { name: '发布' }).click();
    await page.getByRole('button', { name: '撤回草案' }).click();
    await page.getByRole('dialog').getByLabel('发布理由').fill('试做');
    await page.getByRole('dialog').getByRole('button', { name: '撤回草案' }).click();
    await page.getByText('该草案已撤回，只能查看。').waitFor();
    await close();
  });

  it('an enterprise reads the rules on a phone', async () => {
    const { page, checked, close } = await town.visit({
      ...{ as: 'coking', size: 'phone', language: 'en' },
      path: '/policies?on=2022-01-03',
    });
    await page.getByText('Where it applies').first().waitFor();
    await checked();
    await page.getByRole('link', { name: 'Versions and drafts' }).click();
    await page.getByText('In force').first().waitFor();
    await checked();
    await page.goto('/policies?on=2001-01-01');
    await page.getByText('No policy was in force on that day.').waitFor();
    await checked();
    await close();
  });
});
