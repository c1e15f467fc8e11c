import chromium from '@sparticuz/chromium';

/** Unpacks the browser before any process of the run starts it: one that is being written cannot be started. */
export async function setup(): Promise<void> {
  await chromium.executablePath();
}
