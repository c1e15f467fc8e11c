import { beforeAll, describe, expect, it } from 'vitest';
import { logIn } from '../../src/demo/client.ts';
import { openTown } from './town.ts';

const PASSWORD = 'yangquan-demo';

describe('long work and messages', { timeout: 240_000 }, () => {
  beforeAll(async () => void (await openTown()), 300_000);

  it('shows an import with what is wrong in its rows, found again after leaving, at a desk in Chinese', async () => {
    const town = await openTown();
    const city = await logIn(town.url, 'city', PASSWORD);
    const { page, checked, close } = await town.visit({ as: 'city', path: '/jobs' });
    const job = await importSellers(town.url, await tokenOf(town.url, 'city'));
    await expect.poll(async () => (await city.get<{ status: string }>(`/jobs/${job}`)).status).toBe('done');
    await page.reload();
    await checked();
    await page.getByRole('link', { name: '销售单位批量导入' }).first().click();
    await page.getByRole('table', { name: '逐行问题' }).getByRole('row').nth(1).waitFor();
    await checked();
    await close();
  });

  it('calls off what waits, on a phone in English', async () => {
    const town = await openTown();
    const { store } = town.service.app.env;
    const me = await (await logIn(town.url, 'yuxian', PASSWORD)).get<{ id: string }>('/me');
    const id = town.service.app.env.newId();
    const now = Date.now();
    await store.write((tx) =>
      tx.jobs.insert({
        ...{ id, kind: 'policy-preview', status: 'queued', payload: {}, cursor: null, done: 3, total: 12, attempts: 0 },
        ...{ error: null, runAfter: now + 86_400_000, createdAt: now, finishedAt: null, createdBy: me.id },
      }),
    );
    const { page, checked, close } = await town.visit({
      as: 'yuxian',
      size: 'phone',
      language: 'en',
      path: '/notifications',
    });
    await page.getByRole('button', { name: 'Work under way: 1' }).click();
    await page
      .getByRole('tooltip')
      .getByRole('link', { name: /Preview of a change of rules/ })
      .click();
    await page.getByText('You may leave this page').waitFor();
    await checked();
    await page.getByRole('button', { name: 'Call off' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Call off' }).click();
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect((await store.read.jobs.find(id))?.status).toBe('cancelled');
    await close();
  });

  it('says in words why work failed, and where it is tried again, on a phone in both languages', async () => {
    const town = await openTown();
    const { store, newId } = town.service.app.env;
    const me = await (await logIn(town.url, 'yuxian', PASSWORD)).get<{ id: string }>('/me');
    const now = Date.now();
    const broken = async (status: 'failed' | 'queued') => {
      const id = newId();
      const ended = { runAfter: now + 86_400_000, createdAt: now, finishedAt: status === 'failed' ? now : null };
      await store.write((tx) =>
        tx.jobs.insert({
          ...{ id, kind: 'policy-preview', status, payload: {}, cursor: null, done: 3, total: 12, attempts: 1 },
          ...{ error: 'StepLost', createdBy: me.id, ...ended },
        }),
      );
      return id;
    };
    for (const [language, status, told, why] of [
      ['en', 'failed', 'It failed', 'The service broke off while it was at it.'],
      ['zh', 'queued', '上次执行未成功，将自动重试', '执行过程中服务内部异常中断。'],
    ] as const) {
      const path = `/jobs/${await broken(status)}`;
      const { page, checked, close } = await town.visit({ as: 'yuxian', size: 'phone', language, path });
      await page.getByRole('alert').filter({ hasText: why }).filter({ hasText: told }).waitFor();
      await checked();
      await close();
    }
  });

  it('lists what one was told, opens it, and marks all of it as read, on a phone in Chinese', async () => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({ as: 'pingding', size: 'phone', path: '/notifications' });
    await page.getByRole('list', { name: '消息' }).getByRole('listitem').first().waitFor();
    await checked();
    await page.getByRole('button', { name: '全部标为已读' }).click();
    await page.getByRole('button', { name: '消息', exact: true }).waitFor();
    await page.getByText('未读', { exact: true }).click();
    await page.getByText('没有未读消息').waitFor();
    await page.goto('/notifications/settings');
    const choice = page.getByRole('switch', { name: '发现违规线索' });
    await choice.click();
    await expect.poll(() => choice.getAttribute('aria-checked')).toBe('false');
    await checked();
    await choice.click();
    await expect.poll(() => choice.getAttribute('aria-checked')).toBe('true');
    await close();
  });

  it('has messages sent to an address, with a secret that is shown once, at a desk in English', async () => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({ as: 'power', language: 'en', path: '/notifications/webhooks' });
    await page.getByText('No webhook yet').waitFor();
    await page.getByRole('button', { name: 'Add an address' }).click();
    await page.getByLabel('Address (https)').fill('https://hooks.example.com/registry');
    await page.getByLabel('A gate has gone silent').check();
    await checked();
    await page.getByRole('button', { name: 'Add it and make a secret' }).click();
    await page.getByText('It is shown this once and never again.').waitFor();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('Stopped', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'What was sent' }).click();
    await page.getByText('Nothing was sent yet').waitFor();
    await checked();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No webhook yet').waitFor();
    await close();
  });
});

/** A table of which one row is good and one is not, imported as far as it is good. Gives the job. */
async function importSellers(url: string, token: string): Promise<string> {
  const headers = { Authorization: `Bearer ${token}` };
  const lines = [
    '销售单位,统一社会信用代码,所在县区',
    '界面试导入汽贸有限公司,,140322',
    '界面错行汽贸有限公司,不是代码,140322',
  ];
  const body = new FormData();
  body.set('file', new Blob([lines.join('\r\n')], { type: 'text/csv' }), 'sellers.csv');
  const answer = await fetch(`${url}/api/v1/sellers/import?keepGood=true`, { method: 'POST', headers, body });
  const told = (await answer.json()) as { id: string };
  expect(answer.status, JSON.stringify(told)).toBe(201);
  return told.id;
}

async function tokenOf(url: string, username: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
