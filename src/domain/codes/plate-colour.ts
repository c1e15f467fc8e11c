import type { Message } from '../failure.ts';

/** Plate colours (号牌颜色) of the service: `green` is the gradient of small new-energy plates, `yellow_green` that of large ones. */
export const PLATE_COLOURS = ['blue', 'yellow', 'green', 'yellow_green', 'white', 'black', 'other'] as const;
export type PlateColour = (typeof PLATE_COLOURS)[number];

export const PLATE_COLOUR_NAMES: Readonly<Record<PlateColour, Message>> = {
  blue: { en: 'blue', zh: '蓝色' },
  yellow: { en: 'yellow', zh: '黄色' },
  green: { en: 'green', zh: '绿色' },
  yellow_green: { en: 'yellow-green', zh: '黄绿双拼色' },
  white: { en: 'white', zh: '白色' },
  black: { en: 'black', zh: '黑色' },
  other: { en: 'other', zh: '其他' },
};
