import { beforeAll, describe, expect, it } from 'vitest';
import { openTown, type Town } from './town.ts';

describe('orders and exemptions', { timeout: 240_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  }, 240_000);

  it('a city officer draws an order up from a template, sees whom it binds, issues, extends and lifts it', async () => {
    const { page, checked, close } = await town.visit({ as: 'city', path: '/alerts' });
    await page.getByRole('heading', { name: '重污染天气应急', level: 1 }).waitFor();
    await page.getByRole('link', { name: '阳气应急（演示）1号' }).waitFor();
    await checked();
    await page.getByRole('link', { name: '拟定管控令' }).click();
    await page.getByRole('button', { name: '使用此模板' }).first().waitFor();
    await checked();
    await page.getByRole('button', { name: '使用此模板' }).first().click();
    await page.getByRole('button', { name: '查看影响' }).click();
    // Where it holds was not said.
    await page.getByText('请填写此项').first().waitFor();
    await page.getByRole('button', { name: '全市', exact: true }).click();
    await page.getByLabel('文号', { exact: true }).fill('阳气应急〔测试〕9号');
    await page
      .getByText(/国四及以下重型载货车辆禁止进入企业/)
      .first()
      .waitFor();
    await checked();
    // What was begun is found again.
    await page.getByRole('link', { name: '重污染天气应急' }).last().click();
    await page
      .getByRole('button', { name: /^继续填写：.*阳气应急〔测试〕9号$/ })
      .first()
      .click();
    await page.getByRole('button', { name: '查看影响' }).click();
    await page.getByRole('heading', { name: '受影响企业' }).waitFor();
    await page.getByRole('link', { name: '北山焦化有限公司（演示）' }).waitFor();
    await checked();
    await page.getByRole('button', { name: '签发', exact: true }).click();
    const asked = page.getByRole('dialog');
    await asked.getByText(/立即具有约束力/).waitFor();
    await asked.getByRole('button', { name: '签发', exact: true }).click();
    await page.getByRole('heading', { name: '阳气应急〔测试〕9号', level: 1 }).waitFor();
    await checked();
    await page.getByRole('link', { name: '重污染天气应急' }).last().click();
    await page.getByRole('heading', { name: '历次管控令' }).waitFor();
    expect(await page.getByText('没签发的管控令草稿').count()).toBe(0);
    await page.goBack();

    await page.getByRole('button', { name: '延长', exact: true }).click();
    await page.getByRole('dialog').getByLabel('说明').fill('污染过程持续');
    await checked();
    await page.getByRole('dialog').getByRole('button', { name: '延长', exact: true }).click();
    await page.getByText('污染过程持续').first().waitFor();
    await page.getByRole('tab', { name: '当前影响' }).click();
    await page.getByRole('heading', { name: '受影响工地' }).waitFor();
    await checked();
    await page.getByRole('tab', { name: '实施效果' }).click();
    await page
      .getByText(/管控期间日均进厂|暂无数据/)
      .first()
      .waitFor();
    await checked();
    await page.getByRole('button', { name: '解除', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '解除', exact: true }).click();
    await page.getByText('已解除', { exact: true }).waitFor();
    await close();
  });

  it('an enterprise reads what is barred and asks to be exempted on a phone; its county grants it', async () => {
    const own = await town.visit({ as: 'coking', size: 'phone', language: 'en', path: '/alerts' });
    await own.page.getByRole('link', { name: '阳气应急（演示）1号' }).click();
    await own.page.getByText('Heavy goods vehicles of China IV or older may not enter enterprises').first().waitFor();
    expect(await own.page.getByRole('button', { name: 'Lift' }).count()).toBe(0);
    await own.checked();
    await own.page.goto('/alerts/requests');
    await own.page.getByRole('button', { name: 'Ask for an exemption' }).click();
    const form = own.page.getByRole('dialog');
    await form.getByText('Enterprise', { exact: true }).click();
    await form.getByLabel('From what').click();
    await own.page.getByTitle(/阳气应急（演示）1号/).click();
    await form.getByLabel('From', { exact: true }).fill('2030-01-01');
    await form.getByLabel('To (that day included)').fill('2030-01-03');
    await form.getByLabel('Why').fill('Gas for heating, as the test asks');
    await own.checked();
    await form.getByRole('button', { name: 'Ask for an exemption' }).click();
    await own.page.getByText('Gas for heating, as the test asks').waitFor();
    await own.checked();
    await own.close();

    const county = await town.visit({ as: 'yuxian', path: '/alerts/requests?status=submitted' });
    const row = county.page.getByRole('row').filter({ hasText: 'Gas for heating' });
    await county.checked();
    await row.getByRole('button', { name: '批准', exact: true }).click();
    await county.page.getByRole('dialog').getByLabel('理由').fill('保供暖');
    await county.page.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await county.page.getByRole('navigation').getByRole('link', { name: '豁免', exact: true }).click();
    const granted = county.page.getByRole('row').filter({ hasText: '保供暖' });
    await granted.getByText('未开始').waitFor();
    await county.checked();
    await granted.getByRole('button', { name: '撤销' }).click();
    await county.page.getByRole('dialog').getByLabel('理由').fill('供气已恢复');
    await county.page.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await granted.getByText('已撤销').waitFor();
    await county.page.getByLabel('按号牌查找').fill('晋C99099');
    await county.page.getByRole('button', { name: '查找' }).click();
    await county.page.getByText('该号牌没有豁免记录。').waitFor();
    expect(decodeURIComponent(county.page.url())).not.toContain('晋');
    await county.page.getByRole('button', { name: '批准豁免' }).click();
    await county.page.getByRole('dialog').getByLabel('号牌号码').waitFor();
    await county.checked();
    await county.close();
  });
});
