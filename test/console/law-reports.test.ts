import { beforeAll, describe, expect, it } from 'vitest';
import { jpeg } from '../support/pictures.ts';
import { openTown, type Town } from './town.ts';

describe('reports', { timeout: 240_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  }, 240_000);

  it('a number opens its rows; the file and the monthly return are taken', async () => {
    const { page, checked, close } = await town.visit({ as: 'city', path: '/reports' });
    await page.getByRole('link', { name: /违规线索统计/ }).waitFor();
    await checked();
    const monthly = page.waitForEvent('download', { timeout: 90_000 });
    await page.locator('input[type=month]').fill('2022-01');
    await page.getByRole('button', { name: '月度汇总' }).click();
    expect((await monthly).suggestedFilename()).toBe('monthly-2022-01.xlsx');
    await page.getByRole('link', { name: /违规线索统计/ }).click();
    await page.getByRole('heading', { name: '违规线索统计', level: 1 }).waitFor();
    await page.locator('input[type=month]').fill('2022-01');
    await page.waitForURL(/month=2022-01/);
    const total = page.getByRole('row', { name: /合计/ });
    await total.getByRole('link').first().waitFor();
    await checked();
    const told = Number(await total.getByRole('link').first().textContent());
    await total.getByRole('link').first().click();
    // The list of violations shows just these rows; what has no list of its own is listed as the report calls it.
    await page.getByRole('heading', { name: '违法线索', level: 1 }).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(told + 1);
    await page.goBack();
    await total.waitFor();
    await page.goto('/reports/rows?call=/api/v1/gate-counts?from=2022-01-01%26to=2022-01-31&of=申报');
    await page.getByRole('heading', { name: '申报：明细' }).waitFor();
    await checked();
    await page.goBack();
    await total.waitFor();
    const file = page.waitForEvent('download', { timeout: 90_000 });
    await page.getByRole('button', { name: 'CSV' }).click();
    expect((await file).suggestedFilename()).toMatch(/^violations-2022-01-01-2022-01-31\.csv$/);
    await close();
  });

  it.each(['passages', 'comparison', 'machines', 'connectivity', 'clean-transport'])(
    'the report on %s fits a phone',
    async (kind) => {
      const { page, checked, close } = await town.visit({
        ...{ as: 'yuxian', size: 'phone', language: 'en' },
        path: `/reports/${kind}?month=2022-01`,
      });
      await page.getByText('Total', { exact: true }).waitFor();
      await checked();
      await close();
    },
  );

  it('a spot check is drawn, an item judged, and it waits for the others', async () => {
    const { page, checked, close } = await town.visit({ as: 'yuxian', path: '/reports/checks' });
    await page.getByRole('button', { name: '抽取样本' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('企业').fill('北山');
    await page.getByTitle('北山焦化有限公司（演示）').click();
    await form.getByLabel('自', { exact: true }).fill('2021-12-01');
    await form.getByLabel('至（含当日）').fill('2022-01-31');
    await checked();
    await form.getByRole('button', { name: '抽取样本' }).click();
    await page.getByRole('button', { name: '填写结果' }).first().click();
    await page.getByRole('dialog').getByText('错误', { exact: true }).click();
    await page.getByRole('dialog').getByLabel('说明').fill('缺发动机照片');
    const photo = { name: 'engine.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await jpeg()) };
    await page.locator('input[type=file]').setInputFiles(photo);
    await page.getByRole('dialog').getByRole('button', { name: '填写结果' }).click();
    await page.getByText('缺发动机照片').waitFor();
    await page.getByRole('img', { name: 'engine.jpg' }).waitFor();
    expect(await page.getByRole('button', { name: '结束抽查' }).isDisabled()).toBe(true);
    await checked();
    await close();
  });
});
