import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { reachable, urlFault } from '../../src/webhooks/addresses.ts';

const NOTHING = { hosts: [], networks: [] };

describe('what webhooks may reach', () => {
  it.each([
    '93.184.216.34',
    '8.8.8.8',
    '223.5.5.5',
    '172.15.255.255',
    '172.32.0.1',
    '192.169.0.1',
    '100.63.255.255',
    '2606:2800:220:1:248:1893:25c8:1946',
    '2400:3200::1',
    '::ffff:93.184.216.34',
  ])('%s', (address) => {
    expect(reachable(NOTHING)(address)).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '100.100.100.200', '192.0.0.192', '192.0.2.1', '198.18.0.1', '198.51.100.1'],
    ...['203.0.113.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1', 'fec0::1', '2001:db8::1'],
    ...['2001::1', '2002:7f00:1::', '64:ff9b::7f00:1', '3fff::1', '::127.0.0.1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '0:0:0:0:0:ffff:10.0.0.1', '::FFFF:A00:1', '::ffff:169.254.169.254'],
    ...['', 'localhost', '127.1', '0x7f000001'],
  ])('never %s', (address) => {
    expect(reachable(NOTHING)(address)).toBe(false);
  });

  it('what configuration allows, and no more', () => {
    const { webhookAllow } = readConfig({ WEBHOOK_ALLOW: '10.1.0.0/16, fd00::/8,Hooks.Bureau.Internal,127.0.0.1' });
    const may = reachable(webhookAllow);
    expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '127.0.0.1'].map(may)).toEqual([true, true, true, true]);
    expect(['10.2.0.1', '127.0.0.2', 'fe80::1', '::1'].map(may)).toEqual([false, false, false, false]);
    expect(urlFault('http://hooks.bureau.internal/x', webhookAllow)).toBeUndefined();
    expect(urlFault('http://10.1.9.9:8080/', webhookAllow)).toBeUndefined();
    expect(urlFault('http://10.2.9.9/', webhookAllow)).toBeDefined();
  });

  it.each(['10.0.0.0/33', '10.0.0.0/x', 'a b', 'http://x', '::1/129', '10.0.0.0/8/8', '%'])(
    'a start is refused with WEBHOOK_ALLOW %s',
    (WEBHOOK_ALLOW) => {
      expect(() => readConfig({ WEBHOOK_ALLOW })).toThrow(/^WEBHOOK_ALLOW: /);
    },
  );

  it.each([
    'https://example.com/hook',
    'https://example.com:8443/a?b=c',
    'https://93.184.216.34/',
    'https://[2400:3200::1]/',
  ])('%s is an address for a webhook', (url) => {
    expect(urlFault(url, NOTHING)).toBeUndefined();
  });

  it.each([
    ...['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'gopher://x', 'example.com', '', 'https://'],
    ...['https://user:pw@example.com/', 'https://user@example.com/', 'https://example.com/#x'],
    ...['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://127.1/'],
    ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[fe80::1]/'],
    ...['https://169.254.169.254/latest/meta-data', 'https://localhost/', 'https://localhost./', 'https://db/'],
    ...['https://１２７.０.０.１/', 'https://①②⑦.0.0.1/', 'https://0/', 'https://3232235521/'],
  ])('%s is none', (url) => {
    expect(urlFault(url, NOTHING)).toMatchObject({ en: expect.any(String), zh: expect.any(String) });
  });
});
