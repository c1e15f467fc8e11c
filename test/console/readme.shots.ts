import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, it } from 'vitest';
import { openTown, type Size } from './town.ts';

const FOLDER = new URL('./screenshots/', import.meta.url);

type Shot = {
  readonly name: string;
  readonly as: string;
  readonly size: Size;
  readonly path: string;
  /** Leads to what is to be seen. */
  readonly go?: (page: Page) => Promise<void>;
};

const SHOTS: readonly Shot[] = [
  {
    name: 'violation',
    as: 'yuxian',
    size: 'desk',
    path: '/violations',
    go: async (page) => {
      await page.locator('table a[href^="/violations/"]').first().click();
      await page.waitForURL(/\/violations\/[0-9a-f-]{36}$/);
    },
  },
  { name: 'overview', as: 'city', size: 'wall', path: '/overview' },
  { name: 'live', as: 'coking', size: 'desk', path: '/live' },
  { name: 'machine-form', as: 'builder', size: 'phone', path: '/machines/new' },
];

describe('pictures of the README', () => {
  it.each(SHOTS)('$name', async ({ name, as, size, path, go }) => {
    const town = await openTown();
    const { page, checked, close } = await town.visit({ as, size, path });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await go?.(page);
    await page.getByRole('heading', { level: 1 }).waitFor();
    // Charts are drawn after their numbers came; the live screen is never without a request.
    await page.waitForTimeout(3_000);
    await checked();
    mkdirSync(FOLDER, { recursive: true });
    const picture = sharp(await page.screenshot()).png({ palette: true, effort: 10 });
    await picture.toFile(fileURLToPath(new URL(`${name}.png`, FOLDER)));
    await close();
  });
});
