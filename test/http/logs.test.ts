import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { errorFields } from '../../src/http/logs.ts';
import { databases } from '../support/database.ts';
import { startTest } from '../support/server.ts';
import { enterprise, gate } from '../support/world.ts';

describe('the log', () => {
  it('has one line per request, with who and which route and nothing of what was said', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) });
    const [sqlite] = databases;
    if (!sqlite) throw new Error('no database');
    const service = await startTest(sqlite.open, log);
    const plant = await enterprise(service);
    const { caller } = await gate(service, plant.id);
    lines.length = 0;
    const passage = { eventId: 'event-123', passedAt: '2022-01-03T08:15:30+08:00', direction: 'in', plate: '晋C76543' };
    const posted = await caller.post('/passages', passage, { headers: { 'X-Request-Id': 'of-the-gate' } });
    expect(posted.status).toBe(201);
    await (await service.admin()).get('/passages?limit=3');
    await service.nobody.get('/nowhere/晋C76543'.replace('晋', '%E6%99%8B'));
    await new Promise((resume) => setTimeout(resume, 50));
    const requests = lines.filter(({ route }) => route !== undefined);
    expect(requests).toMatchObject([
      { requestId: 'of-the-gate', actor: { kind: 'gate' }, route: 'postPassage', status: 201, ms: expect.any(Number) },
      { actor: { kind: 'user' }, route: 'listPassages', status: 200 },
      { route: 'unknown-path', status: 404 },
    ]);
    const text = JSON.stringify(lines);
    for (const said of ['C76543', 'event-123', 'limit', caller.token ?? 'x', 'Bearer'])
      expect(text).not.toContain(said);
    const figures = await service.nobody.get('/metrics');
    expect(figures.headers['content-type']).toMatch(/^text\/plain/);
    expect(figures.text).toMatch(/http_request_duration_seconds_count\{route="postPassage",status="201"\} 1/);
    expect(figures.text).toContain('process_cpu_seconds_total');
    expect(figures.text).toMatch(/^database_log_bytes \d+$/m);
    expect(figures.text).not.toContain('C76543');
    await service.close();
  });

  it('of an unexpected error keeps the cause and the place, not the statement', () => {
    const cause = Object.assign(new Error('no such table: x'), { code: 'SQLITE_ERROR' });
    const error = new Error('Failed query: insert into x values (?)\nparams: 晋C12345', { cause });
    const fields = errorFields(error);
    expect(fields).toMatchObject({ code: 'SQLITE_ERROR', message: 'no such table: x' });
    expect(JSON.stringify(fields)).not.toMatch(/晋C|insert/);
    expect(JSON.stringify(errorFields(new Error('Failed query: select 晋C12345')))).not.toMatch(/晋C|select/);
    expect(errorFields('text')).toEqual({ type: 'string' });
  });
});
