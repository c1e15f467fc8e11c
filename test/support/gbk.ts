/** GBK bytes of a text, made from the decoder that the platform has: it has no encoder. */
export function gbk(text: string): Buffer {
  return Buffer.concat([...text].map((sign) => bytesOf(sign)));
}

const decoder = new TextDecoder('gbk');
const known = new Map<string, Buffer>();

function bytesOf(sign: string): Buffer {
  if (sign.charCodeAt(0) < 0x80) return Buffer.from(sign, 'latin1');
  if (known.size === 0)
    for (let lead = 0x81; lead <= 0xfe; lead += 1)
      for (let trail = 0x40; trail <= 0xfe; trail += 1) {
        const bytes = Buffer.from([lead, trail]);
        const decoded = decoder.decode(bytes);
        if (decoded.length === 1 && decoded !== '\ufffd') known.set(decoded, bytes);
      }
  const bytes = known.get(sign);
  if (!bytes) throw new Error(`GBK has no ${sign}`);
  return bytes;
}
