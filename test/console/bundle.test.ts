import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const built = fileURLToPath(new URL('../../dist/pages/', import.meta.url));
const page = readFileSync(`${built}index.html`, 'utf8');
const packed = (name: string) => readFileSync(`${built}assets/${name}.gz`).byteLength;

/** What a browser loads before anything is shown: what the page names itself. */
const first = [...page.matchAll(/(?:src|href)="\/assets\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');

const FIRST_LOAD = 300 * 1024;

describe('what browsers load', () => {
  it('is small at first, the frame behind the sign-in included', () => {
    const frame = readdirSync(`${built}assets`).filter((name) => /^frame-.*\.js$/.test(name));
    expect(first.length).toBeGreaterThan(1);
    expect(frame).toHaveLength(1);
    expect([...first, ...frame].reduce((sum, name) => sum + packed(name), 0)).toBeLessThan(FIRST_LOAD);
  });

  it('holds nothing of what checks requests in the service', () => {
    const scripts = readdirSync(`${built}assets`).filter((name) => name.endsWith('.js'));
    const wrong = scripts.filter((name) => readFileSync(`${built}assets/${name}`, 'utf8').includes('ZodError'));
    expect(wrong).toEqual([]);
  });

  it('names no other host in the page', () => {
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)/);
  });
});
