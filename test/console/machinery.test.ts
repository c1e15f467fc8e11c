import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { jpeg } from '../support/pictures.ts';
import { openTown, type Town } from './town.ts';

const SITE = '南山安置房三期';
const GPS = { longitude: 113.580219, latitude: 37.856843 };

/** An environmental code that nothing else in the town has. */
const freshCode = (stage: string): string =>
  `${stage}-${randomBytes(4).toString('hex').toUpperCase().replaceAll('0', 'Z')}`;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog').filter({ visible: true });

/** Puts a file where a photo of this name is taken. */
const photo = async (page: Page, title: string, buffer: Buffer, name = 'IMG_0001.jpg') =>
  page.locator(`input[data-photo="${title}"]`).setInputFiles({ name, mimeType: 'image/jpeg', buffer });

/** A picture that stays large when it is packed. */
const largePhoto = (): Promise<Buffer> =>
  sharp({
    create: {
      width: 1600,
      height: 1200,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 90 })
    .toBuffer();

describe('sites, machines and filings', { timeout: 240_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  }, 180_000);

  const as = async (username: string) => {
    const password = town.logIns.find((one) => one.username === username)?.password;
    const call = async (method: string, path: string, body?: object, token?: string) => {
      const answer = await fetch(`${town.url}/api/v1${path}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
      return answer.json();
    };
    const { accessToken } = (await call('POST', '/auth/login', { username, password })) as { accessToken: string };
    return (method: string, path: string, body?: object) => call(method, path, body, accessToken);
  };

  it('a contractor on a phone: site by GPS, machine with photos, filed; returned and answered, accepted, on the site', async () => {
    const code = freshCode('3');
    const phone = await town.visit({ as: 'builder', size: 'phone', language: 'zh', path: '/sites' });
    const { page } = phone;
    await phone.context.grantPermissions(['geolocation']);
    await phone.context.setGeolocation({ ...GPS, accuracy: 12 });
    await page.getByRole('heading', { name: '工地', level: 1 }).waitFor();
    await phone.checked();

    await button(page, '登记工地').first().click();
    await page.getByLabel('工地名称').fill(SITE);
    await page.getByRole('radio', { name: '郊区' }).check();
    await page.getByLabel('地址').fill('郊区荫营镇南山路');
    await button(page, '用手机定位').click();
    await page.getByText(String(GPS.longitude)).waitFor();
    await phone.checked();
    await button(page, '保存工地').click();
    await page.getByRole('heading', { name: SITE, level: 1 }).waitFor();
    await phone.checked();

    await button(page, '申报机械').click();
    await page.waitForURL(/\/filings\/new\?site=/);
    await phone.checked();
    await button(page, '添加机械').click();
    await page.getByRole('radio', { name: '挖掘机' }).check();
    await page.getByLabel('叫法或型号').fill('挖掘机 SY215');
    await phone.checked();
    await button(page, '下一步').click();
    await button(page, '下一步').click();
    await page.getByText('请至少填写一种号码').waitFor();
    await page.getByLabel('环保登记号码').fill(code);
    await phone.checked();
    await button(page, '下一步').click();
    expect(await page.getByRole('radio', { name: '国三' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: /环保信息标签/ }).check();
    await phone.checked();
    await button(page, '下一步').click();
    await photo(page, '整机照片', await jpeg({ width: 3000, height: 2000 }));
    await photo(page, '整机铭牌', await jpeg({ width: 900, height: 600 }));
    // Both, whichever was ready first.
    await page.getByAltText('整机铭牌').waitFor();
    await page.getByAltText('整机照片').waitFor();
    await phone.checked();
    await button(page, '提交登记').click();

    await page.waitForURL(/\/filings\/new\?/);
    await page.getByText('可以申报', { exact: true }).waitFor();
    await phone.checked();
    await button(page, '提交申报').click();
    await page.getByText('已提交', { exact: true }).first().waitFor();
    await phone.checked();
    const filing = page.url();

    const desk = await town.visit({ as: 'city', size: 'desk', language: 'en', path: '/filings?status=submitted' });
    await desk.page.getByRole('link', { name: '挖掘机 SY215' }).waitFor();
    await desk.checked();
    const id = filing.split('/').pop() ?? '';
    await desk.page.goto(`/filings/review?id=${id.split('?')[0]}`);
    await desk.page.getByRole('heading', { name: new RegExp(SITE) }).waitFor();
    await desk.page.getByAltText('整机铭牌').or(desk.page.getByAltText('the plate of the machine')).first().waitFor();
    await desk.checked();
    await desk.page.keyboard.press('r');
    await dialog(desk.page).getByText('A photo cannot be read; take it again.').click();
    await desk.checked();
    await dialog(desk.page).getByRole('button', { name: 'Return' }).click();
    await desk.page.getByText('Returned', { exact: true }).waitFor();
    await desk.close();

    await page.reload();
    await page.getByText('照片不清晰，请重新拍摄。').first().waitFor();
    await phone.checked();
    await page.getByLabel('备注（可说明如何补正）').fill('已重新拍摄');
    await button(page, '重新提交').click();
    await page.getByText('等待县区审核', { exact: false }).waitFor();

    const officer = await as('city');
    await officer('POST', `/filings/${id}/accept`);
    await page.reload();
    await page.getByAltText('进场凭证二维码').waitFor();
    await phone.checked();
    const download = page.waitForEvent('download');
    await button(page, '打印回执').click();
    expect((await download).suggestedFilename()).toMatch(/receipt-.*\.pdf$/);
    await button(page, '报告进场').click();
    await phone.checked();
    await dialog(page).getByRole('button', { name: '报告进场' }).click();
    await button(page, '报告离场').waitFor();
    await phone.close();
  });

  it('a contractor with a bad line: what HEIC needs is told, a draft outlasts a reload, uploads go on where they broke', async () => {
    const code = freshCode('4');
    const phone = await town.visit({ as: 'builder', size: 'phone', language: 'en', path: '/machines/new' });
    const { page, context } = phone;
    // The service keeps the draft, but its answer never comes.
    let lost = 0;
    await page.route('**/api/v1/drafts', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort('internetdisconnected');
    });
    await page.getByRole('radio', { name: 'road roller' }).check();
    await page.getByLabel('Name').fill('Roller of the bad line');
    await button(page, 'Next').click();
    await page.getByLabel('Environmental code').fill(code);
    await button(page, 'Next').click();
    await page.getByRole('radio', { name: /disclosure/i }).check();
    await button(page, 'Next').click();
    await photo(page, 'the plate of the machine', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'IMG_2.HEIC');
    await page.getByText(/cannot read HEIC/).waitFor();
    await photo(page, 'the whole machine', await largePhoto());
    await page.getByAltText('the whole machine').waitFor();

    await expect.poll(() => lost).toBe(1);
    // With a network again it is sent by itself; here the page is left before that is done.
    await page.route('**/api/v1/machines', (route) => route.abort('internetdisconnected'));
    await context.setOffline(true);
    await button(page, 'Register').click();
    await page.getByText(/No network: it was not sent/).waitFor();
    await context.setOffline(false);
    await page.goto('/machines');
    await page.unroute('**/api/v1/machines');
    await button(page, /Go on.*Roller of the bad line/).waitFor();
    const { items: kept } = (await (
      await as('builder')
    )('GET', '/drafts?kind=machine')) as { items: { title: string }[] };
    expect(kept.filter(({ title }) => title === 'Roller of the bad line')).toHaveLength(1);
    await button(page, /Go on.*Roller of the bad line/).click();
    await page.getByAltText('the whole machine').waitFor();

    let pieces = 0;
    await page.route('**/api/v1/uploads/*?offset=*', (route) => {
      pieces += 1;
      return pieces === 1 ? route.continue() : route.abort('internetdisconnected');
    });
    await button(page, 'Register').click();
    await page.waitForURL(/\/machines\/[0-9a-f-]{36}$/);
    await page.getByText(/Kept on this device; it goes on by itself/).waitFor();
    await button(page, 'Show').click();
    await page.getByText('Waiting for the network').waitFor();
    const offsets: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(new URL(request.url()).searchParams.get('offset') ?? '');
    });
    await page.unroute('**/api/v1/uploads/*?offset=*');
    await page.reload();
    await button(page, /Full size.*the whole machine/).waitFor();
    expect(Number(offsets[0])).toBeGreaterThan(0);
    const machine = new URL(page.url()).pathname;
    await phone.close();

    const later = await town.visit({ as: 'builder', size: 'phone', language: 'en', path: machine });
    await button(later.page, /Full size.*the whole machine/).waitFor();
    await later.checked();
    await later.page.goto('/machines');
    await later.page.getByRole('link', { name: 'Roller of the bad line' }).waitFor();
    await later.checked();
    await later.close();
  });

  it('a contractor at a desk files a table: faults by row and column, the good rows alone, found again', async () => {
    const desk = await town.visit({ as: 'builder', size: 'desk', language: 'zh', path: '/filings/import' });
    const { page } = desk;
    const from = await as('builder');
    const { items } = (await from('GET', '/sites')) as { items: { name: string; startsOn: string; endsOn: string }[] };
    const site = items[0];
    const days = `${site?.startsOn},${site?.endsOn}`;
    const rows = [
      '工地名称,计划进场日期,计划离场日期,机械类型,环保登记号码,排放阶段,燃料种类',
      `${site?.name},${days},装载机,${freshCode('3')},国三,柴油`,
      `${site?.name},${days},叉车,${freshCode('D')},电动,电`,
      `${site?.name},${days},装载机,3-OOO,国三,柴油`,
    ];
    await page.getByRole('heading', { level: 1 }).waitFor();
    await desk.checked();
    const table = { name: '申报.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${rows.join('\r\n')}`) };
    await page.locator('input[data-table]').setInputFiles(table);
    await page.getByRole('table', { name: '有误的行' }).getByText('环保登记号码', { exact: true }).waitFor();
    await desk.checked();
    await button(page, /只申报正确的 2/).click();
    await page.waitForURL(/\/filings\/imports\//);
    await page.getByText('已完成', { exact: true }).waitFor();
    await desk.checked();
    await page.goto('/filings/import');
    await page.getByRole('heading', { name: '最近的批量申报' }).waitFor();
    await desk.checked();
    await desk.close();
  });

  it('a contractor on a phone files what is on file already in four taps, and is told what stands against it', async () => {
    const from = await as('roads');
    const { items } = (await from('GET', '/machines')) as { items: { id: string; name: string }[] };
    const loader = items.find(({ name }) => name.includes('LG956'));
    const phone = await town.visit({ as: 'roads', size: 'phone', language: 'en', path: '/filings' });
    const { page } = phone;
    await page
      .getByRole('link', { name: loader?.name ?? '' })
      .first()
      .waitFor();
    await phone.checked();
    await button(page, 'File machines').click();
    await page.getByRole('checkbox', { name: /LG956/ }).click();
    await page.getByText('Cannot be filed').waitFor();
    await page.getByText(/open filing of this machine/).waitFor();
    await page
      .getByText(/under a prohibition/)
      .or(page.getByText('Filed for this site'))
      .first()
      .waitFor();
    await phone.checked();
    await page.goto(`/machines/${loader?.id}`);
    await page.getByText('Under prohibition').waitFor();
    await phone.checked();
    await page.goto(`/machines/${loader?.id}/edit`);
    await button(page, 'Save').waitFor();
    await phone.checked();
    await phone.close();
  });

  it('a claim of a machine at a desk, agreed to on a phone; then an officer verifies its stage', async () => {
    const code = freshCode('3');
    const owner = await as('builder');
    const machine = (await owner('POST', '/machines', {
      ...{ name: '推土机 SD16', category: 'bulldozer', environmentalCode: code, fuel: 'diesel', emissionStage: '3' },
    })) as { id: string };
    const desk = await town.visit({ as: 'roads', size: 'desk', language: 'en', path: '/machines/new' });
    await desk.page.getByRole('radio', { name: 'bulldozer' }).check();
    await button(desk.page, 'Next').click();
    await desk.page.getByLabel('Environmental code').fill(code);
    await button(desk.page, 'Next').click();
    await button(desk.page, 'Claim it').click();
    await desk.checked();
    await dialog(desk.page).getByRole('button', { name: 'Claim a machine' }).click();
    await desk.page.waitForURL(/\/machines\/claims\//);
    await desk.page.getByText('推土机 SD16').waitFor();
    await desk.checked();
    const claim = new URL(desk.page.url()).pathname;
    await desk.close();

    const phone = await town.visit({ as: 'builder', size: 'phone', language: 'zh', path: '/machines/claims' });
    await phone.page.getByRole('link', { name: '申请过户' }).first().waitFor();
    await phone.checked();
    await phone.page.goto(claim);
    await button(phone.page, '同意').click();
    await phone.checked();
    await dialog(phone.page).getByRole('button', { name: '同意' }).click();
    await phone.page.getByText('已同意').waitFor();
    await phone.close();

    const officer = await town.visit({ as: 'city', size: 'desk', language: 'zh', path: '/machines' });
    await officer.page.getByRole('link', { name: '推土机 SD16' }).waitFor();
    await officer.checked();
    await officer.page.goto(`/machines/${machine.id}`);
    await button(officer.page, '核验排放阶段').click();
    await dialog(officer.page).getByRole('radio', { name: '现场检查' }).check();
    await officer.checked();
    await dialog(officer.page).getByRole('button', { name: '核验排放阶段' }).click();
    await officer.page.getByText('执法人员看过机械或资料', { exact: false }).waitFor();
    await officer.checked();
    await officer.close();
  });

  it('an officer accepts several at once after one confirmation; what is doubtful stays, what was changed is told', async () => {
    const from = await as('roads');
    const site = (await from('POST', '/sites', {
      ...{ name: '盂县人民医院迁建', countyCode: '140322', address: '盂县秀水镇' },
      ...{ startsOn: '2026-01-01', endsOn: '2027-12-31' },
    })) as { id: string };
    const file = async (name: string, code: string, emissionStage: string) => {
      const { id: machineId } = (await from('POST', '/machines', {
        ...{ name, category: 'loader', environmentalCode: code, fuel: 'diesel', emissionStage },
      })) as { id: string };
      const days = { plannedEntryOn: '2027-03-01', plannedExitOn: '2027-04-01' };
      return (await from('POST', '/filings', { siteId: site.id, machineId, ...days })) as { id: string };
    };
    const first = await file('装载机 甲', freshCode('3'), '3');
    const second = await file('装载机 乙', freshCode('3'), '3');
    const third = await file('装载机 丙', freshCode('3'), '3');
    // Its stage is not the one that its code begins with.
    const odd = await file('装载机 丁', freshCode('3'), '2');
    const desk = await town.visit({ as: 'yuxian', size: 'desk', language: 'zh', path: '/filings/review' });
    const { page } = desk;
    const tick = (name: string) => page.getByRole('checkbox', { name: `选中 ${name} 盂县人民医院迁建` });
    for (const name of ['装载机 甲', '装载机 乙', '装载机 丙', '装载机 丁']) await tick(name).check();
    await desk.checked();
    await button(page, /^批量受理（4）$/).click();
    await dialog(page).getByText('机械档案存在疑点').waitFor();
    await desk.checked();
    const officer = await as('yuxian');
    await officer('POST', `/filings/${second.id}/return`, { reason: '照片不清晰' });
    // The answer about the third gets lost: it is sent again under its key, and accepted once.
    let lost = 0;
    await page.route(
      `**/api/v1/filings/${third.id}/accept`,
      async (route) => {
        await route.fetch();
        lost += 1;
        await route.abort();
      },
      { times: 1 },
    );
    await button(page, '确认受理 3 件').click();
    await dialog(page).getByText('核对之后申报有变动').waitFor();
    await dialog(page).getByText('未收到结果').waitFor();
    expect(lost).toBe(1);
    await desk.checked();
    await button(page, '继续受理其余 1 件').click();
    await dialog(page).getByText('已受理 2 件').waitFor();
    await desk.checked();
    await dialog(page)
      .getByRole('button', { name: /关\s?闭/ })
      .last()
      .click();
    await tick('装载机 甲').waitFor({ state: 'detached' });
    const actions = async ({ id }: { id: string }) =>
      ((await officer('GET', `/filings/${id}`)) as { events: { action: string }[] }).events.map(({ action }) => action);
    expect(await Promise.all([first, second, third, odd].map(actions))).toEqual([
      ['submit', 'accept'],
      ['submit', 'return'],
      ['submit', 'accept'],
      ['submit'],
    ]);
    await desk.close();
  });

  it('an officer sets what a county asks for; a site is given a unit and closed', async () => {
    const desk = await town.visit({ as: 'yuxian', size: 'desk', language: 'zh', path: '/filings/settings' });
    await desk.page.getByRole('checkbox', { name: '环保信息标签' }).check();
    await desk.page.getByLabel(/审核期限/).fill('5');
    await desk.checked();
    await button(desk.page, '保存设置').click();
    await desk.page.getByText('5 个工作日').waitFor();
    await desk.checked();
    await desk.close();

    const own = await as('roads');
    const site = (await own('POST', '/sites', {
      ...{ name: '盂县污水处理厂扩建', countyCode: '140322', address: '盂县秀水镇' },
      ...{ startsOn: '2026-01-01', endsOn: '2027-12-31' },
    })) as { id: string };
    const invited = (await (await as('builder'))('GET', '/me')) as { organisationId: string };
    const { creditCode } = (await (
      await as('city')
    )('GET', `/organisations/${invited.organisationId}`)) as {
      creditCode: string;
    };
    const owner = await town.visit({ as: 'roads', size: 'desk', language: 'en', path: `/sites/${site.id}` });
    await button(owner.page, 'Invite a unit').click();
    await dialog(owner.page).getByLabel('Credit code').fill(creditCode);
    await owner.checked();
    await dialog(owner.page).getByRole('button', { name: 'Invite a unit' }).click();
    await owner.page.getByText('invited', { exact: true }).waitFor();

    const unit = await town.visit({ as: 'builder', size: 'phone', language: 'zh', path: '/sites' });
    await button(unit.page, '确认参建').first().click();
    await unit.page.getByText('已确认，可以为该工地申报机械。').waitFor();
    await unit.close();

    await owner.page.goto(`/sites/${site.id}/edit`);
    await owner.page.getByLabel('Address').fill('盂县秀水镇滨河路');
    await owner.checked();
    await button(owner.page, 'Save').click();
    await owner.page.getByText('盂县秀水镇滨河路').waitFor();
    await button(owner.page, 'Close the site').click();
    await owner.checked();
    await dialog(owner.page).getByRole('button', { name: 'Close it' }).click();
    await owner.page.getByText('Closed', { exact: true }).waitFor();
    await owner.checked();
    await owner.close();
  });
});
