import { describe, expect, it } from 'vitest';
import { openTown, type Size } from './town.ts';

describe('signing in', { timeout: 240_000 }, () => {
  it.each<[Size, 'zh' | 'en', string, string, string]>([
    ['desk', 'zh', '用户名', '密码', '登 录'],
    ['phone', 'en', 'User name', 'Password', 'Sign in'],
  ])('on a %s in %s, asked for by a page and come back to it', async (size, language, name, password, submit) => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({ size, language, path: '/violations?clause=2.4.2b' });
    await page.waitForURL(/\/sign-in\?to=/);
    await checked();
    await page.getByLabel(name, { exact: true }).fill('city');
    await page.getByLabel(password, { exact: true }).fill('wrong');
    await page.getByRole('button', { name: submit, exact: true }).click();
    await expect
      .poll(() => page.getByRole('alert').textContent())
      .toMatch(language === 'zh' ? /用户名或密码错误/ : /wrong/);
    await page.getByLabel(password, { exact: true }).fill('yangquan-demo');
    await page.getByRole('button', { name: submit, exact: true }).click();
    await page.waitForURL(/\/violations\?clause=2\.4\.2b$/);
    await checked();
    await close();
  });
});
