import type { Message } from '../../../domain/failure.ts';
import { w } from '../../session/language.ts';

/** The longest side of a photo that is sent, pixels: the plate of an engine stays legible. */
const LONGEST = 2000;
const QUALITY = 0.85;

/** A file that this browser cannot make a photo of; `said` tells people what to do instead. */
export class PhotoFault extends Error {
  override readonly name = 'PhotoFault';
  readonly said: Message;
  constructor(said: Message) {
    super(said.en);
    this.said = said;
  }
}

const W = {
  heic: w(
    '此浏览器无法读取 HEIC 格式的照片。请直接拍照，或在手机“设置 > 相机 > 格式”中选“兼容性最佳”后重拍。',
    'This browser cannot read HEIC photos. Take the photo here, or choose “Most Compatible” in the phone’s camera settings.',
  ),
  unreadable: w(
    '无法读取该文件，请选择 JPEG、PNG 或 WebP 格式的照片。',
    'This file cannot be read. Choose a photo in JPEG, PNG or WebP.',
  ),
};

/** A photo as JPEG, upright, its longest side at most 2,000 pixels. Fails as `PhotoFault` where the browser cannot read it. */
export async function shrink(file: Blob & { readonly name?: string }): Promise<Blob> {
  const picture = await decode(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new PhotoFault(W.unreadable);
  // What is transparent would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture.source, 0, 0, canvas.width, canvas.height);
  picture.release();
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!made) throw new PhotoFault(W.unreadable);
  return made;
}

type Decoded = {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly release: () => void;
};

async function decode(file: Blob & { readonly name?: string }): Promise<Decoded> {
  try {
    const source = await createImageBitmap(file, { imageOrientation: 'from-image' });
    return { source, width: source.width, height: source.height, release: () => source.close() };
  } catch {
    // Some browsers show what they do not give as a bitmap, HEIC among it.
    return shown(file);
  }
}

async function shown(file: Blob & { readonly name?: string }): Promise<Decoded> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch {
    URL.revokeObjectURL(url);
    throw new PhotoFault((await isHeic(file)) ? W.heic : W.unreadable);
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  return { source: image, width, height, release: () => URL.revokeObjectURL(url) };
}

/** By its first bytes, since phones name and type such files as they please. */
async function isHeic(file: Blob & { readonly name?: string }): Promise<boolean> {
  if (/\.hei[cf]$/i.test(file.name ?? '') || /hei[cf]/.test(file.type)) return true;
  const start = new TextDecoder('latin1').decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(?:heic|heix|hevc|mif1|msf1)/.test(start);
}
