import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openTown, SIZES, type Size } from './town.ts';

/** Where something stands, in whole px. */
const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not shown`);
  return { x: Math.round(box.x), width: Math.round(box.width), height: Math.round(box.height) };
};

describe('the frame of the pages', { timeout: 240_000 }, () => {
  it.each<[Size, number]>([
    ['phone', 0],
    ['desk', 216],
    ['wall', 216],
  ])('on a %s: a menu of %s px, and what is left belongs to the page', async (size, menu) => {
    const town = await openTown();
    const { page, close } = await town.visit({ as: 'pingding', size });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { width } = SIZES[size];
    expect(await boxOf(page, '[role=main]')).toMatchObject({ x: menu, width: width - menu });
    expect(await boxOf(page, 'header')).toMatchObject({ x: menu, width: width - menu, height: 56 });
    expect(await page.getByRole('navigation').count()).toBe(menu === 0 ? 0 : 1);
    if (menu > 0) expect((await boxOf(page, 'nav')).width).toBeLessThanOrEqual(menu);
    await close();
  });

  it.each<Size>(['phone', 'desk', 'wall'])(
    'on a %s the sign-in stands in the middle, no wider than is read',
    async (size) => {
      const town = await openTown();
      const { page, close } = await town.visit({ size, path: '/sign-in' });
      await page.locator('form').waitFor();
      const { x, width } = await boxOf(page, 'form');
      expect(Math.abs(SIZES[size].width - (2 * x + width))).toBeLessThanOrEqual(2);
      expect(width).toBeLessThanOrEqual(480);
      await close();
    },
  );
});
