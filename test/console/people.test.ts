import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { logIn } from '../../src/demo/client.ts';
import { creditCode } from '../../src/demo/world.ts';
import { openTown } from './town.ts';

const PASSWORD = 'yangquan-demo';
const OWN = 'my-own-words-1';

/** The secret as the page shows it. */
const shown = async (page: Page, title: string): Promise<string> =>
  (await page.locator(`[aria-label="${title}"] code`).textContent()) ?? '';

describe('how people come in', { timeout: 240_000 }, () => {
  beforeAll(async () => void (await openTown()), 300_000);

  it('a contractor signs up, is refused, puts it right, and signs in, on a phone in Chinese', async () => {
    const town = await openTown();
    const officer = await logIn(town.url, 'yuxian', PASSWORD);
    const code = creditCode('140322', 777);
    const { page, checked, close } = await town.visit({ size: 'phone', path: '/sign-up' });
    await page.getByLabel('统一社会信用代码').fill(`${code.slice(0, 17)}${code[17] === 'A' ? 'B' : 'A'}`);
    await page.getByText('统一社会信用代码的校验码不正确').waitFor();
    await page.getByRole('button', { name: '提交注册' }).click();
    await page.getByText('请填写此项').first().waitFor();
    await checked();
    await page.getByLabel('统一社会信用代码').fill(code);
    await page.getByText('校验码正确').waitFor();
    await page.getByLabel('单位名称').fill('盂县试注册建筑有限公司');
    await page.getByLabel('办理县区').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '盂县' }).click();
    await page.getByLabel('联系人').fill('王工');
    await page.getByLabel('联系电话').fill('0353-1234567');
    await page.getByLabel('登录用户名').fill('signing-up');
    await page.getByLabel('设置密码').fill(OWN);
    await page.getByLabel('再次输入密码').fill(OWN);
    await page.getByRole('button', { name: '提交注册' }).click();
    await page.getByText('只显示这一次').waitFor();
    await checked();
    const secret = await shown(page, '查询码');
    expect(secret).toMatch(/^signup\./);

    type Waiting = { items: { id: string; submittedAt: string; creditCode: string }[] };
    const waiting = async () =>
      (await officer.get<Waiting>('/sign-ups?status=submitted')).items.find((one) => one.creditCode === code);
    const first = await waiting();
    await officer.post(`/sign-ups/${first?.id}/refuse`, { submittedAt: first?.submittedAt, reason: '请写执照全称' });
    await page.goto('/sign-up/state');
    await page.getByLabel('查询码').fill(secret);
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('请写执照全称').waitFor();
    await checked();
    await page.getByRole('button', { name: '修改后重新提交' }).click();
    await page.getByLabel('单位名称').fill('盂县试注册建筑工程有限公司');
    await page.getByLabel('联系人').fill('王工');
    await page.getByLabel('联系电话').fill('0353-1234567');
    await page.getByLabel('设置密码').fill(OWN);
    await page.getByLabel('再次输入密码').fill(OWN);
    await page.getByRole('button', { name: '重新提交', exact: true }).click();
    await page.getByText('等待审核', { exact: true }).waitFor();
    const again = await waiting();
    await officer.post(`/sign-ups/${again?.id}/verify`, { submittedAt: again?.submittedAt });
    await page.getByRole('button', { name: '查询', exact: true }).click();
    await page.getByText('审核通过', { exact: true }).waitFor();
    await checked();
    await page.getByRole('button', { name: '去登录' }).click();
    await page.getByLabel('用户名').fill('signing-up');
    await page.getByLabel('密码', { exact: true }).fill(OWN);
    await page.getByRole('button', { name: '登 录' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await close();
  });

  it('a manager invites somebody, who joins by the link and is shut out again, at a desk in English', async () => {
    const town = await openTown();
    const manager = await town.visit({ as: 'builder', language: 'en', path: '/account' });
    await manager.page.getByLabel('For whom, to tell invitations apart').fill('Li from the office');
    await manager.page.getByRole('button', { name: 'Make an invitation' }).click();
    await manager.page.getByText('It is shown this once and never again.').waitFor();
    await manager.checked();
    const link = await shown(manager.page, 'Invitation link');

    const guest = await town.visit({ language: 'en', size: 'phone', path: link.replace(town.url, '') });
    await expect.poll(() => new URL(guest.page.url()).hash).toBe('');
    await guest.page.getByLabel('User name').fill('invited-li');
    await guest.page.getByLabel('Choose a password').fill(OWN);
    await guest.page.getByLabel('The same password again').fill('another-one');
    await guest.page.getByText('The two are not the same').waitFor();
    await guest.checked();
    await guest.page.getByLabel('The same password again').fill(OWN);
    await guest.page.getByRole('button', { name: 'Join and sign in' }).click();
    await guest.page.waitForURL((url) => url.pathname === '/');
    await guest.page.goto('/account');
    await guest.page.getByText('invited-li').first().waitFor();
    await guest.checked();

    await manager.page.reload();
    const row = manager.page.getByRole('row').filter({ hasText: 'invited-li' });
    await row.getByRole('button', { name: 'Shut out' }).click();
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Shut out' }).click();
    await row.getByText('shut out').waitFor();
    await manager.checked();
    await manager.close();
    await guest.close();
  });

  it('a lost log-in is set anew with a code from an officer, and the password changed, on a phone in English', async () => {
    const town = await openTown();
    const officer = await logIn(town.url, 'city', PASSWORD);
    type User = { id: string };
    const { id } = await officer.post<User>('/users', {
      username: 'forgetful',
      password: PASSWORD,
      role: 'city_officer',
    });
    const { secret } = await officer.post<{ secret: string }>(`/users/${id}/reset`, {});
    const { page, checked, close } = await town.visit({ size: 'phone', language: 'en', path: '/reset' });
    await page.getByLabel('Code').fill('reset.no.good');
    await page.getByLabel('Choose a password').fill(OWN);
    await page.getByLabel('The same password again').fill(OWN);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('This code is no good').waitFor();
    await checked();
    await page.getByLabel('Code').fill(secret);
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('Your new password is set').waitFor();
    await checked();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('User name').fill('forgetful');
    await page.getByLabel('Password', { exact: true }).fill(OWN);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/account');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByLabel('Present password').fill('wrong');
    await page.getByLabel('Choose a password').fill(`${OWN}2`);
    await page.getByLabel('The same password again').fill(`${OWN}2`);
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.locator('.ant-form-item-explain-error').first().waitFor();
    await checked();
    await page.getByLabel('Present password').fill(OWN);
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.getByText('signed out everywhere else').waitFor();
    await close();
  });
});
