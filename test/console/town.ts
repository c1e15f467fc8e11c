import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type LogIn, play } from '../../src/demo/play.ts';
import { type Service, startService } from '../../src/service.ts';

/** A phone, a desk, and a screen on the wall. */
export const SIZES = {
  phone: { width: 360, height: 740 },
  desk: { width: 1366, height: 768 },
  wall: { width: 1920, height: 1080 },
} as const;
export type Size = keyof typeof SIZES;

/** Who looks, on what, and in which language; nobody signed in unless said. */
export type Look = {
  readonly as?: string;
  readonly size?: Size;
  readonly language?: 'zh' | 'en';
  readonly path?: string;
};

/** The real service with a played day in it, and a real browser that looks at its console. */
export type Town = {
  readonly url: string;
  readonly service: Service;
  readonly logIns: readonly LogIn[];
  /** Opens the console in a browser of its own; `checked` afterwards holds it against what holds of every page. */
  visit(look: Look): Promise<Visit>;
};

export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Fails where the console wrote an error, asked another host, or where axe finds something serious; where on a phone the page is wider than the phone. */
  checked(): Promise<void>;
  close(): Promise<void>;
};

const ADMIN = { username: 'admin', password: 'yangquan-demo' };
const ARGUMENTS = [
  '--no-sandbox',
  '--headless=shell',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let town: Promise<Town> | undefined;

/** The town of this process: made once, however many files look at it, and gone with the process. Tests add to it and take nothing away. */
export function openTown(): Promise<Town> {
  town ??= build();
  return town;
}

async function build(): Promise<Town> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-console-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const settings = {
    PORT: '0',
    DATABASE_URL: `file:${join(folder, 'registry.db')}`,
    UPLOADS_DIR: join(folder, 'uploads'),
    ADMIN_PASSWORD: ADMIN.password,
    LOG_LEVEL: 'silent',
  };
  const service = await startService(readConfig(settings));
  const [logIns, browser] = await Promise.all([play(service.url, ADMIN, Date.now(), () => undefined), launch(folder)]);
  return { url: service.url, service, logIns, visit: (look) => visit(browser, service.url, logIns, look) };
}

/** Chinese shows as boxes without a font that has it; fontconfig is told of the one that the printed documents use. */
async function launch(folder: string): Promise<Browser> {
  const fonts = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  );
  const config = join(folder, 'fonts.conf');
  mkdirSync(join(folder, 'font-cache'));
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: ARGUMENTS,
    env: { ...(process.env as Record<string, string>), FONTCONFIG_FILE: config, HOME: folder },
  });
}

async function visit(browser: Browser, url: string, logIns: readonly LogIn[], look: Look): Promise<Visit> {
  const { as, size = 'desk', language = 'zh', path = '/' } = look;
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    // Times are shown in China's, wherever the browser is.
    timezoneId: 'America/New_York',
    hasTouch: size === 'phone',
    reducedMotion: 'reduce',
    permissions: ['camera'],
    baseURL: url,
  });
  const refreshToken = as === undefined ? undefined : await signedIn(url, logIns, as);
  await context.addInitScript(
    ({ language, refreshToken }) => {
      if (!localStorage.getItem('language')) localStorage.setItem('language', language);
      if (refreshToken && !sessionStorage.getItem('begun')) localStorage.setItem('session', refreshToken);
      sessionStorage.setItem('begun', 'true');
    },
    { language, refreshToken },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on('console', (said) => {
    // A refusal, or a network that is gone, is told by the page; that the browser notes it too is no fault.
    if (
      said.type() === 'error' &&
      !/Failed to load resource: (?:the server responded|net::ERR_(?:INTERNET_DISCONNECTED|FAILED))/.test(said.text())
    )
      complaints.push(said.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const asked = request.url();
    if (!asked.startsWith(url) && !/^(?:data|blob):/.test(asked)) complaints.push(`asked another host: ${asked}`);
  });
  await page.goto(path);
  return {
    page,
    context,
    checked: async () => {
      await settled(page);
      expect(complaints).toEqual([]);
      const look = await page.evaluate(lookOf);
      if (!examined.has(look)) expect(await findings(page)).toEqual([]);
      examined.add(look);
      const { wide, shown } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        shown: document.documentElement.clientWidth,
      }));
      expect(wide, 'the page is wider than its window').toBeLessThanOrEqual(shown);
    },
    close: () => context.close(),
  };
}

async function signedIn(url: string, logIns: readonly LogIn[], username: string): Promise<string> {
  const known = logIns.find((one) => one.username === username);
  if (!known) throw new Error(`nobody is called ${username}`);
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: known.password }),
  });
  const { refreshToken } = (await answer.json()) as { refreshToken: string };
  return refreshToken;
}

/** Until nothing loads and nothing moves, so that what is looked at is what stays. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !document.querySelector('[role=status] .ant-spin, [role=status] .ant-skeleton') &&
      document
        .getAnimations()
        .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Number.POSITIVE_INFINITY),
  );
}

/** What axe has looked at in this process: a page that looks the same again costs a second and tells nothing. */
const examined = new Set<string>();

/** The page without its ids, the size of the window, and what is headed, chosen, asked and offered: runs in the page. */
const lookOf = () => {
  const telling = 'h1, h2, h3, legend, label, button, th, [role=dialog], [role=alert], [aria-selected=true]';
  const texts = [...document.querySelectorAll(telling)].map(({ tagName, textContent }) => `${tagName} ${textContent}`);
  return [location.pathname.replaceAll(/[0-9a-f-]{36}/g, ''), innerWidth, ...new Set(texts)].join('\n');
};

type Finding = {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
};

/** What axe finds that is serious or critical, in words. The page's own policy lets no script in, so the driver brings it. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Finding[] }> };
    };
    return (await axe.run({ resultTypes: ['violations'] })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    );
}
