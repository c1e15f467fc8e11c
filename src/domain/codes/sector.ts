import type { Message } from '../failure.ts';

/** Sectors (行业) of enterprises; all but logistics and construction are industrial. */
export const SECTORS = [
  'power',
  'coking',
  'steel',
  'cement',
  'coal',
  'nonferrous',
  'chemical',
  'building_materials',
  'foundry',
  'other',
  'logistics',
  'construction',
] as const;
export type Sector = (typeof SECTORS)[number];

export const SECTOR_NAMES: Readonly<Record<Sector, Message>> = {
  power: { en: 'power', zh: '电力' },
  coking: { en: 'coking', zh: '焦化' },
  steel: { en: 'steel', zh: '钢铁' },
  cement: { en: 'cement', zh: '水泥' },
  coal: { en: 'coal', zh: '煤炭' },
  nonferrous: { en: 'non-ferrous metals', zh: '有色金属' },
  chemical: { en: 'chemicals', zh: '化工' },
  building_materials: { en: 'building materials', zh: '建材' },
  foundry: { en: 'foundry', zh: '铸造' },
  other: { en: 'other industry', zh: '其他工业' },
  logistics: { en: 'logistics', zh: '物流' },
  construction: { en: 'construction', zh: '建筑施工' },
};

/** Whether an enterprise of this sector is an industrial one (工业企业) in the sense of clause 2.4.2. */
export function isIndustrial(sector: string): boolean {
  return sector !== 'logistics' && sector !== 'construction';
}
