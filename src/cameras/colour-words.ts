import { PLATE_COLOURS } from '../domain/codes/plate-colour.ts';
import { codeOf } from './text.ts';

const CHINESE: Readonly<Record<string, string>> = {
  蓝: 'blue',
  黄: 'yellow',
  绿: 'green',
  渐变绿: 'green',
  黄绿: 'yellow_green',
  黄绿双拼: 'yellow_green',
  白: 'white',
  黑: 'black',
  其他: 'other',
  其它: 'other',
};

/** The plate colour of an English or Chinese word, with or without 色 or 牌; null for any other, numbers above all. */
export function plateColourOf(word: string): string | null {
  const plain = word.trim().toLowerCase();
  return PLATE_COLOURS.find((colour) => colour === plain) ?? codeOf(CHINESE, plain.replace(/[色牌]+$/, '')) ?? null;
}
