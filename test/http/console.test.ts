import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECTIONS } from '../../src/console/sections.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';

const [sqlite] = databases.filter(({ name }) => name === 'sqlite');

describe('the console as it is served', () => {
  let service: TestService;
  beforeAll(async () => {
    if (!sqlite) throw new Error('there is no SQLite');
    service = await startTest(sqlite.open);
  });
  afterAll(() => service.close());

  const listener = () => service.app.listener;
  const get = (path: string) => request(listener()).get(path);

  it('200 at the root and below each section, the same page', async () => {
    const bare = (text: string) => text.replace(/content="[A-Za-z0-9+/]{24}"/, '');
    const root = await get('/');
    expect(root.status).toBe(200);
    expect(root.text).toContain('<div id="root">');
    for (const section of SECTIONS)
      for (const path of [`/${section}`, `/${section}/01890000-0000-7000-8000-000000000000`]) {
        const answer = await get(path);
        expect([path, answer.status]).toEqual([path, 200]);
        expect(bare(answer.text)).toBe(bare(root.text));
      }
  });

  it('404 for any other path, as everywhere', async () => {
    for (const path of ['/nothing', '/violationsx', '/assets/', '/assets/nothing.js', '/assets/..%2findex.html']) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    }
  });

  it('405 for what pages do not take', async () => {
    for (const path of ['/', '/violations', '/assets/x.js']) {
      const answer = await request(listener()).post(path).send({});
      expect([path, answer.status, answer.headers['allow']]).toEqual([path, 405, 'GET, HEAD']);
    }
  });

  it('a policy for the page that lets nothing in from elsewhere, and styles only under the nonce of this answer', async () => {
    const nonces = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      const { headers, text } = await get('/');
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(text).toContain(`<meta name="csp-nonce" content="${nonce}">`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('its parts are kept for ever by browsers, and packed where that is understood', async () => {
    const script = /src="(\/assets\/[^"]+\.js)"/.exec((await get('/')).text)?.[1] ?? '';
    const [plain, packed] = await Promise.all([
      get(script).set('Accept-Encoding', 'identity'),
      get(script).set('Accept-Encoding', 'gzip'),
    ]);
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(Number(packed.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 2);
    expect(packed.text).toBe(plain.text);
  });
});
