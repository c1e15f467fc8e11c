import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('PUBLIC_URL', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['https://ecology.example.cn', 'https://ecology.example.cn'],
    ['https://ecology.example.cn/', 'https://ecology.example.cn'],
    ['http://10.1.2.3:8080/registry/', 'http://10.1.2.3:8080/registry'],
    ['https://例子.cn', 'https://xn--fsqu00a.cn'],
  ])('%s is read as %s', (PUBLIC_URL, read) => {
    expect(readConfig({ PUBLIC_URL }).publicUrl).toBe(read);
  });

  it.each([
    'ecology.example.cn',
    'ftp://ecology.example.cn',
    'https://',
    'https://ecology.example.cn/?a=1',
    'https://ecology.example.cn/#a',
    'https://user:secret@ecology.example.cn',
    `https://ecology.example.cn/${'a'.repeat(100)}`,
  ])('a start is refused with %s', (PUBLIC_URL) => {
    expect(() => readConfig({ PUBLIC_URL })).toThrow(/^PUBLIC_URL: /);
  });
});
