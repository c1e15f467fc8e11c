type Detector = { detect(source: CanvasImageSource | ImageBitmap): Promise<readonly { readonly rawValue: string }[]> };
type Detecting = { readonly BarcodeDetector?: new (of: { readonly formats: readonly string[] }) => Detector };

/** Larger pictures are read no better, only later, pixels. */
const MOST_PIXELS = 1600;

/** The text of a QR code in a picture or a video frame; undefined where none is found. */
export async function readCode(
  source: HTMLVideoElement | ImageBitmap,
  width: number,
  height: number,
): Promise<string | undefined> {
  return (await byBrowser(source)) ?? (await byHand(source, width, height));
}

async function byBrowser(source: HTMLVideoElement | ImageBitmap): Promise<string | undefined> {
  const { BarcodeDetector } = globalThis as Detecting;
  if (!BarcodeDetector) return undefined;
  // Browsers that have it by name alone refuse when it is used.
  try {
    return (await new BarcodeDetector({ formats: ['qr_code'] }).detect(source))[0]?.rawValue;
  } catch {
    return undefined;
  }
}

async function byHand(source: CanvasImageSource, width: number, height: number): Promise<string | undefined> {
  const { default: decode } = await import('qr/decode.js');
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  if (!drawing) return undefined;
  drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decode(drawing.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return undefined;
  }
}
