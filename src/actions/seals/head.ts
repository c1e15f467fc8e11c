import { canonicalJson } from '../../domain/canonical.ts';
import { formatInstant } from '../../domain/time.ts';
import type { Keys } from '../../files/keys.ts';
import type { Reader } from '../../store/store.ts';
import { NOTHING } from './merkle.ts';

const FORMAT = 'registry-head/1';

/** The newest seal and how many there are, signed as it stands here: published elsewhere, it fixes everything before it. */
export type Head = {
  readonly format: typeof FORMAT;
  readonly seal: string;
  /** Null before the first seal. */
  readonly sealedAt: string | null;
  readonly count: number;
  readonly keyId: string;
  /** Ed25519 (RFC 8032) over the canonical JSON of the other members, base64. */
  readonly signature: string;
};

export async function headOf(reader: Reader, keys: Keys): Promise<Head> {
  const last = await reader.seals.last();
  const told = {
    format: FORMAT,
    seal: last?.seal ?? NOTHING,
    sealedAt: last ? formatInstant(last.sealedAt) : null,
    count: last ? await reader.seals.countTo(last.id) : 0,
    keyId: keys.current.id,
  } as const;
  return { ...told, signature: keys.current.sign(Buffer.from(canonicalJson(told))).toString('base64') };
}

/** What is wrong with a head published earlier, held against today's chain; empty where it is a beginning of it. */
export async function verifyHead(reader: Reader, keys: Keys, published: unknown): Promise<string[]> {
  const { signature, ...told } = (published ?? {}) as Partial<Head>;
  if (told.format !== FORMAT || typeof told.count !== 'number' || !told.keyId || typeof signature !== 'string')
    return [`the published head is no ${FORMAT}`];
  if (!keys.verify(told.keyId, Buffer.from(canonicalJson(told)), Buffer.from(signature, 'base64')))
    return ['the signature of the published head does not hold'];
  const chain = await reader.seals.all();
  if (chain.length < told.count)
    return [`the published head ends a chain of ${told.count} seals, and there are only ${chain.length}`];
  const seal = told.count === 0 ? NOTHING : chain[told.count - 1]?.seal;
  return seal === told.seal ? [] : [`the published head is not the seal that stands ${told.count}. in the chain`];
}
