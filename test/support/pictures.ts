import { randomBytes, randomInt } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

type Picture = { readonly width?: number; readonly height?: number };

const canvas = ({ width = 64, height = 48 }: Picture) => {
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  return sharp({ create: { width, height, channels: 3, background } });
};

/** A JPEG as a camera makes it, another one at each call (bytes after its end do not count). */
export const jpeg = async (of: Picture = {}): Promise<Buffer> =>
  Buffer.concat([await canvas(of).jpeg().toBuffer(), randomBytes(8)]);

export const webp = (of: Picture = {}): Promise<Buffer> => canvas(of).webp().toBuffer();

/** A JPEG that a telephone held on its side made: its EXIF says how to turn it, where it was and what made it. */
export const jpegWithExif = (of: Picture = {}): Promise<Buffer> =>
  canvas(of)
    .withExif({
      IFD0: { Make: 'TELLTALE-MAKER', Orientation: '6' },
      IFD2: { BodySerialNumber: 'TELLTALE-SERIAL' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 51/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 34/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** A PNG of a few kilobytes that unpacks to more pixels than anyone can bear. */
export function pictureBomb(): Buffer {
  const [width, height] = [20_000, 6_000];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit a pixel, grey.
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc((1 + width / 8) * height));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
