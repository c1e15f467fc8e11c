import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Message } from '../domain/failure.ts';

/** What `WEBHOOK_ALLOW` lets webhooks reach although it is not public: host names, and networks as address and prefix. */
export type Allowed = { readonly hosts: readonly string[]; readonly networks: readonly Network[] };
export type Network = { readonly address: string; readonly prefix: number };

/** Special-purpose IPv4 (IANA registry): this network, private, shared, loopback, link-local with clouds' metadata, test nets, multicast, reserved. */
const NOT_PUBLIC_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Within the global unicast 2000::/3, outside of which no IPv6 address is public: protocol assignments with Teredo, documentation, 6to4. */
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [address, prefix] of NOT_PUBLIC_4) closed.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of NOT_PUBLIC_6) closed.addSubnet(address, prefix, 'ipv6');
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

/** Whether a webhook may reach an address, as the resolver or a URL gives it. */
export type MayReach = (address: string) => boolean;

/** Public addresses, and those of the networks allowed. An IPv4 address written as IPv6 counts as what it stands for. */
export function reachable({ networks }: Allowed): MayReach {
  const open = new BlockList();
  for (const { address, prefix } of networks) open.addSubnet(address, prefix, isIPv4(address) ? 'ipv4' : 'ipv6');
  return (address) => {
    const bare = unmapped(address);
    const family = isIPv4(bare) ? 'ipv4' : 'ipv6';
    if (isIP(bare) === 0) return false;
    if (open.check(bare, family)) return true;
    if (closed.check(bare, family)) return false;
    return family === 'ipv4' || unicast.check(bare, 'ipv6');
  };
}

/** The IPv4 address behind `::ffff:…`, in either spelling; a zone (`%eth0`) makes an address that is not public anyway. */
function unmapped(address: string): string {
  const mapped = /^(?:0{0,4}:){2,5}ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(address);
  if (!mapped) return address;
  const [, dotted, high = '', low = ''] = mapped;
  if (dotted !== undefined) return dotted;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/**
 * What is wrong with a webhook's address, as far as that can be told without asking the network: `https`, or `http` to a
 * host or network that is allowed; no credentials; and where the host is an address, in whatever spelling, a public one.
 */
export function urlFault(text: string, allowed: Allowed): Message | undefined {
  if (!URL.canParse(text)) return NO_URL;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return NO_URL;
  if (url.username !== '' || url.password !== '' || url.hash !== '') return PLAIN;
  const host = hostOf(url);
  const isAddress = isIP(host) !== 0;
  if (isAddress && !reachable(allowed)(host)) return NOT_PUBLIC;
  const isAllowed = allowed.hosts.includes(host) || (isAddress && !reachable({ hosts: [], networks: [] })(host));
  if (url.protocol === 'http:' && !isAllowed) return ENCRYPTED;
  return !isAddress && !host.includes('.') && !isAllowed ? NOT_PUBLIC : undefined;
}

/** The host of a URL without the brackets of IPv6 and the dot of a whole name; numbers are in their usual form by then. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

const NO_URL = { en: 'This must be an address that begins with https://.', zh: '必须是以 https:// 开头的地址。' };
const PLAIN = {
  en: 'The address must not hold a user, a password or a fragment.',
  zh: '地址不得包含用户名、密码或片段。',
};
const NOT_PUBLIC = { en: 'This is not a public address.', zh: '该地址不是公网地址。' };
const ENCRYPTED = { en: 'Over the open net it has to be https.', zh: '公网地址必须使用 https。' };
