import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { logIn } from '../../src/demo/client.ts';
import { jpeg } from '../support/pictures.ts';
import { openTown } from './town.ts';

const PASSWORD = 'yangquan-demo';
const SITE = '平定过境公路二标';
const NO_SUCH = '3-FD0FF001';

type Items<T> = { readonly items: readonly T[] };
type Kept = { readonly id: string; readonly clientId?: string; readonly result: string; readonly remarks?: string };

async function chooseSite(page: Page, label: string): Promise<void> {
  await page.getByLabel(label).click();
  await page.getByLabel(label).fill(SITE);
  await page.locator('.ant-select-item-option').filter({ hasText: SITE }).first().click();
}

describe('checks on the spot', { timeout: 240_000 }, () => {
  beforeAll(async () => void (await openTown()), 300_000);

  it('are recorded without a network, survive a reload, and are sent once, on a phone in Chinese', async () => {
    const town = await openTown();
    const officer = await logIn(town.url, 'pingding', PASSWORD);
    const inspections = async () =>
      (await officer.get<Items<Kept>>('/inspections?limit=200')).items.filter(({ remarks }) => remarks === '离线检测');
    const { page, context, checked, close } = await town.visit({ as: 'pingding', size: 'phone', path: '/field' });
    await page.getByText('本页已可离线使用').waitFor();
    await checked();
    await chooseSite(page, '所在工地');

    await context.setOffline(true);
    await page.getByText('当前无网络').waitFor();
    await page.getByLabel('或输入编号').fill(NO_SUCH);
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('heading', { name: '无网络，暂无法查询' }).waitFor();
    await checked();
    await page.getByRole('button', { name: '记录烟度检测' }).click();
    expect(await page.getByLabel('环保登记号码').inputValue()).toBe(NO_SUCH);
    await page.getByLabel('光吸收系数 第1次').fill('0.41');
    await page.getByLabel('光吸收系数 第2次').fill('0.42');
    await page.getByLabel('光吸收系数 第3次').fill('0.43');
    await page.getByLabel('额定净功率 kW').fill('130');
    await page.getByLabel('备注').fill('离线检测');
    const photo = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await jpeg({ width: 900, height: 600 }) };
    await page.getByRole('button', { name: '整机照片' }).click();
    await page.locator('input[type=file]').setInputFiles(photo);
    await page.getByRole('img', { name: '整机照片' }).waitFor();
    await page.waitForTimeout(600);

    await page.reload();
    await page.getByRole('img', { name: '整机照片' }).waitFor();
    expect(await page.getByLabel('光吸收系数 第3次').inputValue()).toBe('0.43');
    await checked();
    await page.getByRole('button', { name: '保存并上传' }).click();
    await page.getByRole('heading', { name: '已保存，等待上传' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '已保存，等待上传' }).waitFor();
    await checked();
    expect(await inspections()).toEqual([]);

    // The first answer gets lost on its way: it is recorded, and the telephone does not know.
    let lost = 0;
    await context.route(
      '**/api/v1/inspections',
      async (route) => {
        await route.fetch();
        lost += 1;
        await route.abort();
      },
      { times: 1 },
    );
    await context.setOffline(false);
    await expect.poll(() => lost, { timeout: 30_000 }).toBe(1);
    await page.getByRole('button', { name: '立即重试' }).click();
    await page.getByRole('heading', { name: '合格', exact: true }).waitFor();
    await checked();
    const [kept, ...more] = await inspections();
    expect(more).toEqual([]);
    expect(kept?.result).toBe('pass');
    await expect
      .poll(async () =>
        (
          await officer.get<Items<{ kind: string }>>(`/evidence?subjectType=inspection&subjectId=${kept?.id}`)
        ).items.map(({ kind }) => kind),
      )
      .toEqual(['photo_machine']);
    await page.getByRole('link', { name: '我的记录' }).first().click();
    await page.getByRole('heading', { name: /已上传/ }).waitFor();
    await checked();
    await close();
  });

  it('read a slip from a photo, tell what the service refuses, and send it put right, at a desk in English', async () => {
    const town = await openTown();
    const officer = await logIn(town.url, 'pingding', PASSWORD);
    const { items } = await officer.get<Items<{ id: string; status: string }>>('/filings?limit=200');
    // The machine of the accepted one is prohibited, so that it has no slip: the code is that of a filing for another site.
    const { picture } = await slipOf(
      town.url,
      items.map(({ id }) => id),
    );

    const { page, checked, close } = await town.visit({ as: 'transport', language: 'en', path: '/field' });
    await chooseSite(page, 'Site');
    await page.locator('input[type=file]').setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer: picture });
    await page.getByText(/The slip is for another site/).waitFor();
    await checked();
    await page.getByRole('button', { name: 'Record it as seen' }).click();
    await page.getByLabel('Seen at').fill('2049-01-01T08:00');
    await page.getByRole('button', { name: 'Save and send' }).click();
    await page.getByRole('heading', { name: /Not taken/ }).waitFor();
    await checked();
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Seen at').fill('2022-05-06T08:00');
    await page.getByText('At work').click();
    await page.getByRole('button', { name: 'Save and send' }).click();
    await page.getByRole('heading', { name: 'On record' }).waitFor();
    await checked();
    await close();
  });

  it('read a slip by the camera as it runs; without a network they tell by its signature whether it is true', async () => {
    const town = await openTown();
    const { name, picture } = await slipOf(town.url);
    const { page, context, checked, close } = await town.visit({ as: 'city', size: 'phone' });
    await page.addInitScript(showToCamera, picture.toString('base64'));
    const list = page.waitForResponse('**/api/v1/slips/revocations');
    await page.goto('/field');
    await page.getByText('本页已可离线使用').waitFor();
    await list;
    await page.getByRole('button', { name: '扫描凭证或标签' }).click();
    await page.getByRole('heading', { name, level: 3 }).waitFor();
    await page.getByText('所持凭证').waitFor();
    expect(await page.evaluate('globalThis.shown.map(({ readyState }) => readyState)')).toEqual(['ended']);
    await checked();

    await page.getByRole('button', { name: '查下一台' }).click();
    await context.setOffline(true);
    await page.getByRole('button', { name: '扫描凭证或标签' }).click();
    await page.getByRole('heading', { name: /^凭证为真/ }).waitFor();
    await page.getByText('失效名单截至').waitFor();
    await checked();
    await close();
  });

  it('of one person are not shown to the next on the same phone, nor sent by them', async () => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({ as: 'pingding', size: 'phone', path: '/field' });
    await chooseSite(page, '所在工地');
    await page.getByLabel('或输入编号').fill('3-FD0FF002');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByRole('heading', { name: '没有登记' }).waitFor();
    await checked();
    await page.getByRole('button', { name: '登记现场所见' }).click();
    await page.getByLabel('看到的时间').waitFor();
    await checked();
    await page.getByRole('button', { name: /pingding/ }).click();
    await page.getByText('退出登录').click();
    await page.getByLabel('用户名').fill('transport');
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登 录' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/field/records');
    await page.getByText('本机还有其他人员的记录未上传').waitFor();
    await page.getByText('本机还没有记录').waitFor();
    expect(await page.getByText('3-FD0FF002').count()).toBe(0);
    await checked();
    await close();
  });

  it('are not for contractors', async () => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({ as: 'roads', path: '/field' });
    await page.getByRole('alert').getByText('您没有查看此页的权限').waitFor();
    await checked();
    await close();
  });
});

/** A slip that can be printed, of none of the filings that are left out: the name of its machine, and its code as a picture. */
async function slipOf(url: string, but: readonly string[] = []): Promise<{ name: string; picture: Buffer }> {
  const headers = { Authorization: `Bearer ${await tokenOf(url, 'city')}` };
  const ask = (path: string) => fetch(`${url}/api/v1/filings${path}`, { headers });
  type Filing = { readonly id: string; readonly machine: { readonly name: string } };
  const { items } = (await (await ask('?status=accepted&limit=200')).json()) as Items<Filing>;
  for (const { id, machine } of items.filter(({ id }) => !but.includes(id))) {
    const answer = await ask(`/${id}/slip?format=png`);
    if (answer.ok) return { name: machine.name, picture: Buffer.from(await answer.arrayBuffer()) };
  }
  throw new Error('no filing has a slip');
}

/** In the page: every camera shows this picture, a PNG in base64. Its tracks are kept in `shown`. */
function showToCamera(png: string): void {
  const tracks: MediaStreamTrack[] = [];
  Object.assign(globalThis, { shown: tracks });
  const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
  navigator.mediaDevices.getUserMedia = async () => {
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    const drawing = canvas.getContext('2d');
    const draw = () => drawing?.drawImage(picture, 0, 0);
    draw();
    // A stream has pictures only while something is drawn.
    setInterval(draw, 50);
    const stream = canvas.captureStream(20);
    tracks.push(...stream.getTracks());
    return stream;
  };
}

async function tokenOf(url: string, username: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
