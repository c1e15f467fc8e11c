import sharp from 'sharp';
import { makeTurns } from './turns.ts';

/** The most pixels a picture may have; a bomb of a few kilobytes unpacks to more. Cameras make 12 million, telephones 50. */
const MAX_PIXELS = 100_000_000;
/** The longer side of a thumbnail, pixels. */
const THUMBNAIL_SIDE = 480;

/** The longer side of a printed picture, pixels: 230 dots an inch at half a page's width. */
const PRINT_SIDE = 720;

/** Named in thumbnails' names and tags: another recipe is another name. */
export const THUMBNAIL_RECIPE = `thumb-${THUMBNAIL_SIDE}.webp`;
export const THUMBNAIL_TYPE = 'image/webp';

// libvips' threads are the process's, and so is this limit: pictures wait rather than starve everything else.
const turns = makeTurns(2);
sharp.concurrency(1);
sharp.cache(false);

/** What is wrong with a picture: it has too many pixels, or it cannot be read to its end. */
export type PictureFault = 'too-many-pixels' | 'broken';

/** Reads a picture file to its end; undefined where nothing is wrong with it. */
export async function pictureFault(path: string): Promise<PictureFault | undefined> {
  return inTurn(async () => {
    try {
      const { width, height, pages = 1 } = await sharp(path, { limitInputPixels: false }).metadata();
      if (width * height * pages > MAX_PIXELS) return 'too-many-pixels';
      await opened(path).resize(16, 16, { fit: 'inside' }).raw().toBuffer();
      return undefined;
    } catch {
      return 'broken';
    }
  });
}

/** A small copy of a picture, upright as its EXIF says, with nothing of its EXIF (place, serial numbers) in it. */
export async function thumbnailOf(picture: Buffer): Promise<Buffer> {
  return inTurn(() =>
    opened(picture)
      .rotate()
      .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer(),
  );
}

/** A picture as documents print it: JPEG, upright, no larger than paper shows, with nothing of its EXIF in it. */
export async function pictureForPrint(picture: Buffer): Promise<Buffer> {
  return inTurn(() =>
    opened(picture)
      .rotate()
      .resize(PRINT_SIDE, PRINT_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
}

const opened = (input: string | Buffer) => sharp(input, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' });

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const end = await turns.take();
  try {
    return await work();
  } finally {
    end?.();
  }
}
