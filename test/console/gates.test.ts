import { beforeAll, describe, expect, it } from 'vitest';
import { jpeg } from '../support/pictures.ts';
import { openTown, type Town } from './town.ts';

/** What this file adds to the town's coking plant: a gate of its own whose trucks nobody else's tests look at. */
type Added = { readonly town: Town; readonly gateId: string; readonly pass: (more: object) => Promise<string> };

type Answer = Readonly<Record<string, string>>;

const MINUTE = 60_000;
const GATE = '三号门';

async function asked(town: Town, token: string, method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${town.url}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const told = (await answer.json()) as Answer;
  if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}

async function add(): Promise<Added> {
  const town = await openTown();
  const known = town.logIns.find(({ username }) => username === 'coking');
  const logIn = await asked(town, '', 'POST', '/auth/login', { username: 'coking', password: known?.password ?? '' });
  const coking = logIn['accessToken'] ?? '';
  const { organisationId } = await asked(town, coking, 'GET', '/me');
  const made = await asked(town, coking, 'POST', '/gates', {
    enterpriseId: organisationId,
    name: GATE,
    direction: 'both',
  });
  const gateId = made['id'] ?? '';
  const { token = '' } = await asked(town, coking, 'POST', `/gates/${gateId}/tokens`, {});
  let events = 0;
  const pass = async (more: object): Promise<string> => {
    events += 1;
    const { id } = await asked(town, token, 'POST', '/passages', {
      eventId: `gates-console-${events}`,
      passedAt: new Date(Date.now() - MINUTE).toISOString(),
      direction: 'in',
      plateColour: 'yellow',
      confidence: 0.96,
      lane: 1,
      vehicle: {
        emissionStage: '5',
        fuel: 'diesel',
        usage: 'operating',
        vehicleType: 'H11',
        registeredOn: '2019-05-06',
      },
      cargo: { name: '炼焦煤', tonnes: 32.5 },
      barrier: 'passed',
      ...more,
    });
    return id ?? '';
  };
  const device = await asked(town, coking, 'POST', `/gates/${gateId}/devices`, {
    name: '三号门摄像机',
    protocol: 'hikvision',
    direction: 'in',
  });
  await fetch(`${town.url}${device['url'] ?? ''}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/xml' },
    body: '<EventNotificationAlert><eventType>ANPR</eventType><oops>新格式</oops></EventNotificationAlert>',
  });
  return { town, gateId, pass };
}

describe('gates in the console', { timeout: 240_000 }, () => {
  let here: Added;
  beforeAll(async () => {
    here = await add();
  }, 120_000);

  it('shows a guard room each passage as it comes, tells when the line is down, and then catches up', async () => {
    await here.pass({ plate: '晋C70001' });
    const { page, context, checked, close } = await here.town.visit({ as: 'coking', path: '/live', size: 'wall' });
    const last = page.getByRole('region', { name: '最近通行' });
    await last.getByText('晋C70001').waitFor();
    await page.getByText('实时连接正常').waitFor();
    await here.pass({ plate: '晋C70002', passedAt: new Date().toISOString() });
    await last.getByText('晋C70002').waitFor();
    await last.getByText('违规').waitFor();
    await last.getByText(/排放阶段为国五，要求国六/).waitFor();
    await last.getByText('本门仅提示，不拦停').or(last.getByText('请拦停')).first().waitFor();
    await last.getByText(GATE).waitFor();
    await checked();
    await context.setOffline(true);
    await page.getByRole('alert').getByText('实时连接已中断').waitFor();
    await page.getByText(/中断时间 \d{4}-/).waitFor();
    await here.pass({ plate: '晋C70003', passedAt: new Date().toISOString() });
    await context.setOffline(false);
    await last.getByText('晋C70003').waitFor();
    await page.getByText('实时连接正常').waitFor();
    await close();
  });

  it('stands still on a phone while it is paused, and says how many wait', async () => {
    const plate = '晋C70011';
    await here.pass({ plate, passedAt: new Date().toISOString() });
    const look = { as: 'coking', path: '/live', size: 'phone', language: 'en' } as const;
    const { page, checked, close } = await here.town.visit(look);
    const last = page.getByRole('region', { name: 'Last passage' });
    await last.getByText(plate).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await here.pass({ plate: '晋C70012', passedAt: new Date().toISOString() });
    await page.getByText(/1 new passages are waiting/).waitFor();
    expect(await last.getByText(plate).count()).toBe(1);
    await checked();
    await page.getByRole('button', { name: 'Show them' }).click();
    await last.getByText('晋C70012').waitFor();
    await close();
  });

  it('finds a plate without writing it into the address, and says of one passage what decided it', async () => {
    await here.pass({ plate: '晋C70021' });
    const { page, checked, close } = await here.town.visit({ as: 'yuxian', path: '/passages?outcome=violation' });
    await checked();
    await page.getByRole('searchbox', { name: /按号牌查询/ }).fill('晋C70021');
    await page.getByRole('button', { name: 'search' }).click();
    await page.getByText('只显示该号牌的通行记录').waitFor();
    const rows = page.getByRole('table', { name: '通行记录' }).getByRole('row');
    await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(2);
    expect(decodeURIComponent(page.url())).not.toContain('晋');
    await rows.nth(1).getByRole('link').first().click();
    await page.getByRole('heading', { name: '逐条判定' }).waitFor();
    await page.getByText('年货运量150万吨以上工业企业').waitFor();
    await page.getByRole('row', { name: /排放阶段 国五 门禁上报/ }).waitFor();
    await page.getByRole('link', { name: '非国六车辆进出' }).waitFor();
    await checked();
    await close();
  });

  it('takes a photo of a passage and a proposal for its plate from the plant; an officer puts the plate right', async () => {
    const id = await here.pass({ plate: '晋C7003', confidence: 0.31 });
    const plant = await here.town.visit({ as: 'coking', path: `/passages/${id}`, size: 'phone', language: 'en' });
    await plant.page.getByText('No photo or file yet.').waitFor();
    const photo = { name: 'rear.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await jpeg()) };
    await plant.page.locator('input[type=file]').first().setInputFiles(photo);
    await plant.page.getByRole('img', { name: 'Photo' }).waitFor();
    await plant.checked();
    await plant.page.getByRole('button', { name: 'Propose another plate' }).click();
    const form = plant.page.getByRole('dialog');
    await form.getByLabel('The right plate').fill('晋C70031');
    await form.getByLabel('Seen on').fill('the photo of the rear');
    await plant.checked();
    await form.getByRole('button', { name: 'Propose' }).click();
    await plant.page.getByText('Proposed; an officer decides').waitFor();
    await plant.close();

    const officer = await here.town.visit({ as: 'yuxian', path: '/passages/doubtful?doubt=proposed' });
    await officer.page
      .getByRole('row', { name: /晋C7003/ })
      .getByRole('link')
      .first()
      .waitFor();
    await officer.checked();
    await officer.page
      .getByRole('row', { name: /晋C7003/ })
      .getByRole('link')
      .first()
      .click();
    await officer.page.getByRole('button', { name: '更正号牌' }).click();
    const drawer = officer.page.getByRole('dialog');
    await drawer.getByRole('button', { name: '采用此号牌' }).click();
    await drawer.getByLabel('依据').fill('车尾照片');
    await drawer.getByRole('button', { name: '确认更正' }).click();
    await officer.page
      .getByRole('button', { name: '确 定' })
      .or(officer.page.getByRole('button', { name: '确定' }))
      .click();
    await officer.page.getByText('号牌已更正，相关记录已重新判定').waitFor();
    await officer.page.getByText('晋C70031').first().waitFor();
    await officer.close();
  });

  it('tells who is inside and since when, and shows a visit whole', async () => {
    await here.pass({ plate: '晋C70041', vehicle: { emissionStage: '6', fuel: 'diesel', vehicleType: 'H11' } });
    const { page, checked, close } = await here.town.visit({ as: 'coking', path: '/inside' });
    await page.getByRole('row', { name: /晋C70041.*国六.*在厂/ }).waitFor();
    await checked();
    await page
      .getByRole('row', { name: /晋C70041/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('heading', { name: '进厂照片' }).waitFor();
    await checked();
    await page.goto('/inside/visits?state=inside');
    await page.getByRole('row', { name: /晋C70041/ }).waitFor();
    await checked();
    await close();
  });

  it('keeps the ledgers: what is missing is marked, equipment is recorded and changed, a table comes down', async () => {
    await here.pass({ plate: '晋C70051' });
    const { page, checked, close } = await here.town.visit({ as: 'coking', path: '/ledgers' });
    await page.getByText(/最常缺少/).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    await checked();
    await page.getByRole('tab', { name: '厂内运输车辆' }).click();
    await page.getByRole('button', { name: '登记厂内车辆' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('号牌或内部编号').fill('厂内71号');
    await form.getByLabel('排放阶段').click();
    await page.getByTitle('国四', { exact: true }).click();
    await checked();
    await form.getByRole('button', { name: '保存' }).click();
    const row = page.getByRole('row', { name: /厂内71号/ });
    await row.getByText('国四').waitFor();
    await row.getByRole('button', { name: '修改 厂内71号' }).click();
    await page.getByRole('dialog').getByLabel('品牌型号').fill('豪沃');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await row.getByText('豪沃').waitFor();
    await checked();
    await page.getByRole('tab', { name: '非道路移动机械' }).click();
    await page.getByText('台账中还没有内容').waitFor();
    await checked();
    await close();
  });

  it('declares what a gate counted, and shows the rate as a chart and a table', async () => {
    await here.pass({ plate: '晋C70061' });
    const { page, checked, close } = await here.town.visit({ as: 'coking', path: '/connectivity', size: 'phone' });
    await page.getByRole('link', { name: new RegExp(GATE) }).waitFor();
    await checked();
    await page.getByRole('link', { name: new RegExp(GATE) }).click();
    await page.getByRole('button', { name: '申报通行数' }).click();
    await page.getByRole('dialog').getByLabel('通行车次').fill('900');
    await page.getByRole('dialog').getByRole('button', { name: '提交' }).click();
    await page.getByRole('img', { name: '每日数据传输率' }).waitFor();
    await page.getByRole('row', { name: /900/ }).waitFor();
    await page.getByText('海康威视').waitFor();
    await checked();
    await page.goto('/connectivity/rates');
    await page.getByText('北山焦化').waitFor();
    await checked();
    await close();
  });

  it('sets a gate up from inside the area: a token shown once, a camera that is registered, changed and revoked', async () => {
    const { page, checked, close } = await here.town.visit({ as: 'cement', path: '/connectivity' });
    const form = page.getByRole('dialog');
    await page.getByRole('button', { name: '登记门禁' }).click();
    await form.getByLabel('名称').fill('南门');
    await form.getByRole('button', { name: '登记门禁' }).click();
    await page.getByRole('heading', { name: '南门', level: 1 }).waitFor();
    await page.getByRole('button', { name: '签发令牌' }).click();
    await form.getByRole('button', { name: '签发令牌' }).click();
    expect(await form.getByLabel('令牌', { exact: true }).inputValue()).toMatch(/^gate\./);
    await page.getByRole('button', { name: '已保存，关闭' }).click();
    await page.getByRole('button', { name: '登记摄像机' }).click();
    await form.getByLabel('名称').fill('南门一道');
    await form.getByRole('button', { name: '登记摄像机' }).click();
    await page.getByRole('button', { name: '已保存，关闭' }).click();
    const row = page.getByRole('row', { name: /南门一道/ });
    await row.getByRole('button', { name: '修改' }).click();
    await form.getByLabel('车道号').fill('2');
    await form.getByText('出厂', { exact: true }).click();
    await checked();
    await form.getByRole('button', { name: '修改摄像机' }).click();
    await page.getByRole('row', { name: /南门一道 海康威视 出厂 2/ }).waitFor();
    await row.getByRole('button', { name: '停用' }).click();
    await form.getByRole('button', { name: '停用摄像机' }).click();
    await row.getByText('已停用').waitFor();
    await checked();
    await page.getByRole('link', { name: '车辆更新与淘汰' }).click();
    await page.getByText(/每辆车从哪一天起不能再进厂/).waitFor();
    await close();
  });

  it('links the machine that a truck brought with its passage, and takes it off again', async () => {
    const id = await here.pass({ plate: '晋C70071' });
    const { page, checked, close } = await here.town.visit({ as: 'yuxian', path: `/passages/${id}`, language: 'en' });
    await page.getByRole('button', { name: 'Link a machine' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('Look it up by a number').last().fill('XG-2044');
    await drawer.getByRole('button', { name: 'search' }).click();
    await drawer
      .getByRole('button', { name: /^Take this/ })
      .last()
      .waitFor();
    await checked();
    await drawer
      .getByRole('button', { name: /^Take this/ })
      .last()
      .click();
    const card = page.getByRole('button', { name: 'Take it off' });
    await card.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it off' }).click();
    await page.getByText('None is linked.', { exact: false }).waitFor();
    await close();
  });

  it('shows an officer the silent gates first, and lets a message that nobody understood be read, tried and closed', async () => {
    const look = { as: 'yuxian', path: '/connectivity', language: 'en' } as const;
    const { page, checked, close } = await here.town.visit(look);
    await page.getByRole('heading', { name: /^Heard from/ }).waitFor();
    expect((await page.getByRole('heading', { level: 2 }).allTextContents())[0]).toMatch(/^Silent gates/);
    await checked();
    await page.goto(`/connectivity/dead-letters?gateId=${here.gateId}&status=open`);
    await page.getByRole('table').getByRole('link').first().waitFor();
    await checked();
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByText('dateTime is missing or no time').waitFor();
    await page.getByText('新格式').waitFor();
    await checked();
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
    await page.getByRole('button', { name: 'Close it' }).waitFor({ state: 'detached' });
    await close();
  });

  it('records what went by rail, tries a table before it is imported, and shows the share', async () => {
    const { page, checked, close } = await here.town.visit({ as: 'coking', path: '/clean-transport' });
    await page.getByRole('button', { name: '录入运量' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('运输方式').click();
    await page.getByTitle('铁路', { exact: true }).click();
    await form.getByLabel('流向').click();
    await page.getByTitle('运入', { exact: true }).click();
    await form.getByLabel('货物名称').fill('炼焦煤');
    await form.getByLabel('运量（吨）').fill('820.5');
    await checked();
    await form.getByRole('button', { name: '保存' }).click();
    await page.getByRole('row', { name: /铁路 运入 820\.5 计入/ }).waitFor();
    await checked();
    await page.getByRole('link', { name: '批量导入' }).click();
    await page.getByText('点击或拖入填好的表格').waitFor();
    await checked();
    const table = '月份,运输方式,方向,货物名称,运量（吨）\n2022-02,管道,运出,焦炉煤气,12\n2022-02,马车,运出,焦炭,1\n';
    const file = { name: 'clean.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('试导入结果（尚未存入）').waitFor();
    await page.getByText('有错的行 1').waitFor();
    await checked();
    await page.getByRole('button', { name: '只导入无误的行' }).click();
    await page.getByRole('heading', { name: '导入结果' }).waitFor();
    await close();
  });

  it('shows a city officer the share of each enterprise', async () => {
    const look = { as: 'city', path: '/clean-transport?month=2022-01', size: 'phone', language: 'en' } as const;
    const { page, checked, close } = await here.town.visit(look);
    await page.getByRole('button', { name: /桃河热电/ }).waitFor();
    await checked();
    await page.getByRole('button', { name: /桃河热电/ }).click();
    await page.getByRole('heading', { name: /Clean share · 2022-01/ }).waitFor();
    await checked();
    await close();
  });
});
