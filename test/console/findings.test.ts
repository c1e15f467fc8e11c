import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { jpeg } from '../support/pictures.ts';
import { openTown, type Size, type Town } from './town.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==';

/** The link to one that is on record. */
const A_VIOLATION = 'a[href^="/violations/"]:not([href$="/new"])';

type Item = { readonly id: string; readonly status: string; readonly subject: { readonly plate?: string } };

/** Asks the API as somebody of the town. */
async function ask(town: Town, username: string, path: string): Promise<{ items: Item[] }> {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const body = JSON.stringify({ username, password: 'yangquan-demo' });
  const login = await fetch(`${town.url}/api/v1/auth/login`, { ...post, body });
  const { accessToken } = (await login.json()) as { accessToken: string };
  const answer = await fetch(`${town.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${accessToken}` } });
  return (await answer.json()) as { items: Item[] };
}

/** Opens the menu where it waits behind a button, and goes to one of its sections. */
async function toSection(page: Page, size: Size, menu: string, section: string): Promise<void> {
  if (size === 'phone') await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: section }).getByRole('link').click();
}

/** Presses a button, fills what its dialogue asks for, and presses the button of the same name in it. */
async function act(page: Page, button: string, fill: (dialogue: ReturnType<Page['getByRole']>) => Promise<unknown>) {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  const dialogue = page.getByRole('dialog');
  await fill(dialogue);
  await dialogue.getByRole('button', { name: button, exact: true }).click();
  await dialogue.waitFor({ state: 'hidden' });
}

const plateInAddress = (page: Page) => /[A-Z]\d{5}|%E6%99%8B|晋/.test(page.url());

describe('violations, who commits them, cases and appeals', { timeout: 240_000 }, () => {
  it.each<[Size, 'zh' | 'en', string, string, RegExp, RegExp, string]>([
    ['desk', 'zh', '菜单', '违规主体', /^查看违规 晋/, /为什么这样认定/, '号牌号码'],
    ['phone', 'en', 'Menu', 'Violators', /^Violations 晋/, /^Why$/, 'Plate'],
  ])('on a %s in %s, an officer finds the worst truck and why, in two steps from home', async (...told) => {
    const [size, language, menu, section, open, why] = told;
    const town = await openTown();
    const { page, checked, close } = await town.visit({ as: 'city', size, language });
    await toSection(page, size, menu, section);
    await page.getByRole('button', { name: open }).first().waitFor();
    await checked();
    await page.getByRole('button', { name: open }).first().click();
    await page.waitForURL(/\/violations$/);
    const first = page.getByRole('main').locator(A_VIOLATION).first();
    await first.waitFor();
    expect(plateInAddress(page)).toBe(false);
    await checked();
    await first.click();
    await page.getByRole('heading', { name: why, level: 2 }).waitFor();
    await page.getByRole('button', { name: language === 'zh' ? '上一起' : 'Earlier' }).waitFor();
    await checked();
    expect(await page.getByRole('blockquote').textContent()).toMatch(/[一-龥]{10}/);
    await close();
  });

  it('narrows the list by its address, keeps that under a name, and takes it away as a file', async () => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({ as: 'city', path: '/violations?clause=2.4.3' });
    const rows = page.getByRole('table').locator('tbody tr.ant-table-row');
    await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(2);
    const name = `销售线索 ${Date.now()}`;
    await page.getByRole('button', { name: '常用视图' }).click();
    await page.getByRole('menuitem', { name: '保存当前筛选…' }).click();
    await page.getByRole('dialog').getByLabel('视图名称').fill(name);
    await checked();
    await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '清除全部筛选' }).click();
    await page.waitForURL(/\/violations$/);
    await page.getByRole('button', { name: '常用视图' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
    await page.waitForURL(/\?clause=2\.4\.3$/);
    await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(2);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('violations.csv');
    await page.getByRole('button', { name: '常用视图' }).click();
    await page.getByRole('menuitem', { name: '改名或删除…' }).click();
    // The newest stands first; its field is not found by what it holds, for that changes.
    const view = page.getByRole('dialog').getByRole('listitem').first();
    await view.getByRole('textbox').fill(`${name}改`);
    await view.getByRole('button', { name: '改名' }).click();
    await page.getByRole('button', { name: `删除 ${name}改` }).click();
    await page.getByRole('button', { name: `删除 ${name}改` }).waitFor({ state: 'detached' });
    await close();
  });

  it('looks for a plate without writing it into the address', async () => {
    const town = await openTown();
    const [found] = (await ask(town, 'power', '/violations?limit=1')).items;
    const { page, checked, close } = await town.visit({ as: 'power', size: 'phone', path: '/violations' });
    await page.getByRole('searchbox', { name: '号牌号码' }).fill(found?.subject.plate ?? '');
    await page.getByRole('button', { name: '查号牌' }).click();
    await page.getByText('只看号牌').waitFor();
    await page.getByRole('button', { name: '近30天' }).or(page.getByText('今年')).first().click();
    await page.waitForURL(/from=/);
    await page.getByText('只看号牌').waitFor();
    expect(plateInAddress(page)).toBe(false);
    await checked();
    await close();
  });

  it.each<[Size, 'zh' | 'en']>([
    ['phone', 'zh'],
    ['desk', 'en'],
  ])(
    'on a %s in %s, an enterprise appeals with a photo; the officer sees what granting does, and decides',
    async (...told) => {
      const [size, language] = told;
      const t = (zh: string, en: string) => (language === 'zh' ? zh : en);
      const town = await openTown();
      const { items } = await ask(town, 'power', '/violations?kind=peak_shift_breach');
      const id = items.find(({ status }) => status === 'open')?.id;
      const power = await town.visit({ as: 'power', size, language, path: `/violations/${id}` });
      const { page } = power;
      await page
        .getByRole('main')
        .getByRole('link', { name: t('提出申诉', 'Appeal'), exact: true })
        .click();
      await page.waitForURL(/\/appeals\/new/);
      await page.getByRole('radio', { name: t('属于豁免或已获批准', 'it was exempt or authorised') }).check();
      await page.getByLabel(t('申诉说明', 'Your statement')).fill('民生保供运输，已获批准，见附件。');
      const photo = join(mkdtempSync(join(tmpdir(), 'appeal-')), 'approval.png');
      writeFileSync(photo, Buffer.from(PNG, 'base64'));
      await page.locator('input[type=file]').setInputFiles(photo);
      await power.checked();
      // What was begun is found again, on its own page and among the appeals.
      await page.goto('/appeals');
      await page.getByRole('button', { name: t('继续填写', 'Go on') }).click();
      await page.getByText('approval.png').waitFor();
      expect(await page.getByLabel(t('申诉说明', 'Your statement')).inputValue()).toMatch(/^民生保供/);
      await power.checked();
      await page.getByRole('button', { name: t('提交申诉', 'Submit the appeal') }).click();
      await page.waitForURL(/\/appeals\/[0-9a-f-]{36}$/);
      await page.getByRole('button', { name: t('原图', 'Full size') }).waitFor();
      await power.checked();
      const appeal = new URL(page.url()).pathname;
      await power.close();

      const officer = await town.visit({
        as: 'city',
        size: size === 'phone' ? 'desk' : 'phone',
        language,
        path: '/appeals',
      });
      const there = officer.page;
      await there.locator(`a[href="${appeal}"]`).waitFor();
      await officer.checked();
      await there.locator(`a[href="${appeal}"]`).click();
      await there.getByRole('button', { name: t('预览采纳后的结果', 'See what granting would do') }).click();
      await there
        .getByRole('heading', { name: t('采纳后的变化（预览，未保存）', 'What would change (nothing is kept)') })
        .waitFor();
      await officer.checked();
      const grants = size === 'phone';
      await act(there, grants ? t('采纳申诉', 'Grant') : t('不予采纳', 'Refuse'), (dialogue) =>
        dialogue.getByLabel(t('理由', 'Reason')).fill('已核实批准文件'),
      );
      await there
        .getByText(grants ? t('已采纳', 'Granted') : t('未采纳', 'Refused'))
        .first()
        .waitFor();
      await officer.checked();
      await officer.close();
    },
  );

  it('a muck truck is put on record on the street, with a photo, when there is a network again', async () => {
    const town = await openTown();
    const { page, context, checked, close } = await town.visit({ as: 'transport', size: 'phone', path: '/violations' });
    await page.getByRole('link', { name: '记录违规' }).click();
    await page.getByRole('radio', { name: '渣土运输车辆沿途抛洒' }).check();
    await page.getByText(/条款 2\.5/).waitFor();
    await page.getByRole('button', { name: '记录违规' }).click();
    await page.getByText('请填写此项').first().waitFor();
    await page.getByLabel('号牌号码').fill('晋C9K7L2');
    await page.getByRole('radio', { name: '黄色' }).check();
    await page.getByRole('radio', { name: '郊区' }).check();
    await page.getByLabel('地点').fill('德胜街与桃北路口');
    await page.getByLabel('看到的情况').fill('车厢未密闭，沿途抛洒渣土');
    const photo = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await jpeg({ width: 900, height: 600 }) };
    await page.locator('input[data-photo="现场照片"]').setInputFiles(photo);
    await page.getByAltText('现场照片 1').waitFor();
    await checked();
    await page.getByRole('button', { name: '记录违规' }).click();
    await page.getByRole('dialog').getByText('1 张照片随后上传').waitFor();
    await checked();
    await context.setOffline(true);
    await page.getByRole('dialog').getByRole('button', { name: '记录违规' }).click();
    await page.getByText(/没有网络，还没有记录/).waitFor();
    expect(plateInAddress(page)).toBe(false);
    await context.setOffline(false);
    await page.waitForURL(/\/violations\/[0-9a-f-]{36}$/);
    await page.getByRole('button', { name: '原图' }).waitFor();
    await page.getByText('德胜街与桃北路口').first().waitFor();
    await page.getByText('人工记录为违法线索').waitFor();
    await checked();
    await page.goto('/violations/new');
    await page.getByLabel('号牌号码').waitFor();
    expect(await page.getByText('没有提交的记录').count()).toBe(0);
    await close();
  });

  it('leads a case from its opening to its end, and the offender answers it', async () => {
    const town = await openTown();
    const officer = await town.visit({ as: 'pingding', path: '/cases/gather' });
    const { page } = officer;
    await page.getByRole('button', { name: /^立案 冠山水泥/ }).waitFor();
    await officer.checked();
    await page.getByRole('button', { name: /^立案 冠山水泥/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '立案', exact: true }).click();
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    const path = new URL(page.url()).pathname;
    await act(page, '制作告知书', () => Promise.resolve());
    await page.getByRole('button', { name: '登记送达', exact: true }).waitFor();
    await officer.checked();
    const now = new Date(Date.now() + 8 * 3_600_000 + 60_000).toISOString().slice(0, 16);
    await act(page, '登记送达', async (dialogue) => {
      await dialogue.getByLabel('送达时间').fill(now);
      await dialogue.getByLabel('送达人').fill('李明');
      await dialogue.getByLabel('收件人').fill('王强');
    });
    await page.getByText('已送达').first().waitFor();

    const offender = await town.visit({ as: 'cement', size: 'phone', language: 'en', path: '/cases' });
    await offender.page.locator(`a[href="${path}"]`).click();
    await act(offender.page, 'Make a statement', (dialogue) =>
      dialogue.getByLabel('What is said').fill('We stopped it.'),
    );
    await offender.page.getByText('We stopped it.').waitFor();
    const [notice] = await Promise.all([
      offender.page.waitForEvent('download'),
      offender.page.getByRole('button', { name: /Download$/ }).click(),
    ]);
    expect(notice.suggestedFilename()).toMatch(/\.pdf$/);
    expect(await offender.page.getByRole('button', { name: 'Decide' }).count()).toBe(0);
    await offender.checked();
    await offender.close();

    await page.reload();
    await act(page, '作出处理决定', async (dialogue) => {
      await dialogue.getByRole('radio', { name: '已整改' }).check();
      await dialogue.getByLabel('理由').fill('已停用并整改');
    });
    await act(page, '结案', () => Promise.resolve());
    const [folder] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出案卷' }).click(),
    ]);
    expect(folder.suggestedFilename()).toMatch(/\.zip$/);
    await officer.checked();
    await page.goto('/cases');
    await page.locator(`a[href="${path}"]`).waitFor();
    await officer.checked();
    await officer.close();
  });

  it('shows a department everything and lets it decide nothing', async () => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({
      as: 'transport',
      size: 'phone',
      path: '/violations?kind=machine_over_limit',
    });
    await page.getByRole('main').locator(A_VIOLATION).first().click();
    await page.getByRole('heading', { name: '条款原文' }).waitFor();
    for (const name of ['立案', '确认违规', '标记已整改', '代为登记申诉'])
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    await checked();
    await close();
  });

  it('tells a list that could not be read from an empty one, and reads it again', async () => {
    const town = await openTown();
    const path = '/violations?kind=machine_over_limit';
    const { page, checked, close } = await town.visit({ as: 'city', language: 'en', path });
    await page.route('**/api/v1/appeals?violationId=*', (route) => route.fulfill({ status: 500 }));
    await page.getByRole('main').locator(A_VIOLATION).first().click();
    const told = page.getByRole('alert').filter({ hasText: 'This part could not be read' });
    await told.waitFor();
    await checked();
    await page.unroute('**/api/v1/appeals?violationId=*');
    await told.getByRole('button', { name: 'Try again' }).click();
    await told.waitFor({ state: 'detached' });
    await close();
  });

  it("does not find another's violation, nor a case without notice", async () => {
    const town = await openTown();
    const [foreign] = (await ask(town, 'city', '/violations?kind=non_china_vi_sale')).items;
    const { page, checked, close } = await town.visit({
      as: 'roads',
      language: 'en',
      path: `/violations/${foreign?.id}`,
    });
    await page.getByRole('heading', { name: 'Not found' }).waitFor();
    await checked();
    await page.goto('/cases');
    await page.getByText('No notice was served to your organisation').waitFor();
    await checked();
    await page.goto('/appeals');
    await page.getByText('You have made no appeal').waitFor();
    await checked();
    await page.goto('/violations');
    await page.getByRole('table').waitFor();
    await checked();
    await close();
  });
});
