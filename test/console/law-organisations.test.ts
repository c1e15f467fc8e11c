import { beforeAll, describe, expect, it } from 'vitest';
import { creditCode } from '../../src/demo/world.ts';
import { openTown, type Town } from './town.ts';

const NAME = '河坡物流有限公司（测试）';

describe('organisations', { timeout: 240_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  }, 240_000);

  it('an account is opened, found, and given facts, a gate with a token, a camera and people', async () => {
    const { page, checked, close } = await town.visit({ as: 'city', path: '/organisations' });
    await page.getByRole('link', { name: '北山焦化有限公司（演示）' }).waitFor();
    await checked();
    await page.getByRole('link', { name: '开立单位账号' }).click();
    await page.getByLabel('统一社会信用代码').fill('91140302MA0D010017');
    await page.getByLabel('单位名称').fill(NAME);
    await page.getByLabel('县区').click();
    await page.getByTitle('矿区').click();
    await page.getByRole('button', { name: '开立', exact: true }).click();
    // The check digit was wrong, and the field says so.
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await checked();
    await page.getByLabel('统一社会信用代码').fill(creditCode('140303', 701));
    await page.getByRole('button', { name: '开立', exact: true }).click();
    await page.getByRole('heading', { name: NAME, level: 1 }).waitFor();
    await checked();

    await page.getByRole('button', { name: '登记新信息' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('行业').click();
    await page.getByTitle('电力', { exact: true }).click();
    await form.getByText('否', { exact: true }).click();
    await checked();
    await form.getByRole('button', { name: '登记新信息' }).click();
    await page.getByRole('row').filter({ hasText: '电力' }).waitFor();
    await page.getByRole('tab', { name: '门禁与设备' }).click();
    await page.getByRole('button', { name: '登记门禁' }).click();
    await form.getByLabel('名称').fill('东门');
    await form.getByRole('button', { name: '登记门禁' }).click();
    await page.getByRole('heading', { name: '东门' }).waitFor();
    await page.getByRole('button', { name: '签发令牌' }).click();
    await form.getByRole('button', { name: '签发令牌' }).click();
    const token = page.getByRole('dialog').getByLabel('令牌', { exact: true });
    expect(await token.inputValue()).toMatch(/^gate\./);
    await checked();
    await page.getByRole('button', { name: '已保存，关闭' }).click();
    await token.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '登记摄像机' }).click();
    await form.getByLabel('名称').fill('一号车道');
    await form.getByRole('button', { name: '登记摄像机' }).click();
    expect(await page.getByRole('dialog').getByLabel('接入地址', { exact: true }).inputValue()).toMatch(
      new RegExp(`^${town.url}/ingest/`),
    );
    await page.getByRole('button', { name: '已保存，关闭' }).click();
    await page.getByText(/一号车道/).waitFor();
    await checked();

    await page.getByRole('tab', { name: '账号' }).click();
    await page.getByRole('button', { name: '新建账号' }).click();
    await form.getByLabel('用户名').fill('hepo');
    await form.getByLabel('初始密码').fill('long-enough-pass-1');
    await checked();
    await form.getByRole('button', { name: '新建账号' }).click();
    const user = page.getByRole('row').filter({ hasText: 'hepo' });
    await user.getByRole('button', { name: '重置密码' }).click();
    await form.getByRole('button', { name: '重置密码' }).click();
    expect(await page.getByRole('dialog').getByLabel('重置链接', { exact: true }).inputValue()).toContain('/reset#');
    await page.getByRole('button', { name: '已保存，关闭' }).click();
    await user.getByRole('button', { name: '停用' }).click();
    await form.getByRole('button', { name: '停用' }).click();
    await user.getByText('已停用').waitFor();
    await page.getByRole('tab', { name: '邀请' }).click();
    await page.getByRole('button', { name: '邀请人员' }).click();
    await form.getByRole('button', { name: '邀请人员' }).click();
    expect(await page.getByRole('dialog').getByLabel('接受邀请的链接', { exact: true }).inputValue()).toContain(
      '/join#',
    );
    await page.getByRole('button', { name: '已保存，关闭' }).click();
    await page.getByText('等待接受').waitFor();
    await checked();

    await page.goto('/organisations');
    await page.getByRole('searchbox').fill('河坡');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL(/search=/);
    await page.getByRole('link', { name: '北山焦化有限公司（演示）' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: NAME }).waitFor();
    await close();
  });

  it('a county reads a sign-up on a phone and verifies it as it was read; it refuses another', async () => {
    const apply = async (number: number, name: string) => {
      const answer = await fetch(`${town.url}/api/v1/sign-ups`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          ...{ creditCode: creditCode('140321', number), name, countyCode: '140321', username: `signup-${number}` },
          ...{ contact: { name: '赵工', phone: '0353-2222222' }, password: 'long-enough-pass-1' },
        }),
      });
      expect(answer.status).toBe(201);
    };
    await apply(711, '冶西建筑有限公司（测试）');
    await apply(712, '岔口土方有限公司（测试）');
    const { page, checked, close } = await town.visit({
      ...{ as: 'pingding', size: 'phone', language: 'en' },
      path: '/organisations/sign-ups',
    });
    await page.getByRole('link', { name: '冶西建筑有限公司（测试）' }).waitFor();
    await checked();
    await page.getByRole('link', { name: '冶西建筑有限公司（测试）' }).click();
    await page.getByText('No account or user name stands against it.').waitFor();
    await checked();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('link', { name: 'Open the organisation' }).waitFor();
    await page.goto('/organisations/sign-ups');
    await page.getByRole('link', { name: '岔口土方有限公司（测试）' }).click();
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('The licence is unreadable');
    await checked();
    await page.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('The licence is unreadable').waitFor();
    for (const path of [
      '/organisations',
      '/organisations/users',
      '/organisations/settings',
      '/organisations/imports',
    ]) {
      await page.goto(path);
      await page.getByRole('navigation', { name: 'Pages of this section' }).waitFor();
      await checked();
    }
    await close();
  });

  it('a list of enterprises is tried before it is imported, with what is wrong of each row', async () => {
    const { page, checked, close } = await town.visit({ as: 'city', path: '/organisations/imports?what=enterprises' });
    const file = (name: string, code: string) => ({
      ...{ name: 'enterprises.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(`企业名称,统一社会信用代码,所在县区\n${name},${code},郊区\n`),
    });
    await page.locator('input[type=file]').setInputFiles(file('白羊墅煤运有限公司（测试）', '91140311'));
    await page.getByRole('button', { name: '试导入' }).click();
    await page.getByText('1 行有误').waitFor();
    await checked();
    await page.locator('input[type=file]').setInputFiles(file('白羊墅煤运有限公司（测试）', creditCode('140311', 721)));
    await page.getByRole('button', { name: '试导入' }).click();
    await page.getByText('全部 1 行正确，可以正式导入。').waitFor();
    await page.getByRole('button', { name: '正式导入' }).click();
    await page.getByRole('heading', { name: '导入结果' }).waitFor();
    await page.getByText('已完成', { exact: true }).waitFor();
    await page.getByText('新增：1 行').waitFor();
    await checked();
    await close();
  });

  it('a county sets how its filings are reviewed', async () => {
    const { page, checked, close } = await town.visit({ as: 'yuxian', path: '/organisations/settings' });
    await page.getByRole('button', { name: '修改设置' }).click();
    await page.getByRole('dialog').getByLabel('审核期限（工作日）').fill('7');
    await checked();
    await page.getByRole('dialog').getByRole('button', { name: '修改设置' }).click();
    await page.getByRole('heading', { name: '历次设置' }).waitFor();
    await checked();
    await close();
  });
});
