import { z } from 'zod';
import type { AffectedEnterprise, AffectedSite, AffectedThing } from '../actions/alerts/affected.ts';
import type { BarredCount } from '../domain/alerts/would-bar.ts';
import { COUNTY_NAMES, isCountyCode } from '../domain/codes/county.ts';
import { stageNameOf } from '../domain/codes/emission-stage.ts';
import { PERFORMANCE_GRADE_NAMES, PERFORMANCE_GRADES } from '../domain/codes/performance-grade.ts';
import { SECTOR_NAMES, SECTORS } from '../domain/codes/sector.ts';
import type { Message } from '../domain/failure.ts';
import type { Cell, Column } from '../exports/table.ts';
import { idOut } from './schemas.ts';

const countOut = z
  .strictObject({
    total: z.int(),
    barred: z.int(),
    unverified: z.int().meta({ description: 'Of which a missing fact keeps from telling.' }),
    byStage: z
      .record(z.string(), z.int())
      .meta({ description: 'What would be barred; `X` where nobody knows the stage.' }),
  })
  .meta({ id: 'BarredCount' });

const enterpriseOut = z
  .strictObject({
    id: idOut,
    name: z.string(),
    countyCode: z.string(),
    sector: z.enum(SECTORS).nullable(),
    performanceGrade: z.enum(PERFORMANCE_GRADES).nullable(),
    restricted: z.boolean().meta({ description: 'Restrictions on vehicles may be on it.' }),
    peakShift: z.boolean().meta({ description: 'Its hours may be closed (2.4.2d).' }),
    passages: countOut,
    vehicles: countOut,
  })
  .meta({ id: 'AffectedEnterprise' });
const siteOut = z
  .strictObject({
    id: idOut,
    name: z.string(),
    countyCode: z.string(),
    organisationId: idOut,
    organisationName: z.string().nullable(),
    machines: countOut,
  })
  .meta({ id: 'AffectedSite' });

/** Whom an order binds. Not a list in pages: bounded, enterprises and sites together. */
export const affectedOut = z
  .strictObject({
    days: z.int().meta({ description: 'Of how many last days the passages are.' }),
    enterprises: z.array(enterpriseOut),
    sites: z.array(siteOut),
    more: z.boolean().meta({ description: 'Whether there are more than are told here; the export tells all.' }),
  })
  .meta({ id: 'Affected' });

/** An affected thing with the name of the organisation whose site it is. */
export type NamedThing = { readonly thing: AffectedThing; readonly contractor: string | null };

export const presentEnterprise = ({
  organisation,
  facts,
  restricted,
  closed,
  passages,
  vehicles,
}: AffectedEnterprise) => ({
  ...{ id: organisation.id, name: organisation.name, countyCode: organisation.countyCode },
  ...{ sector: facts?.sector ?? null, performanceGrade: facts?.performanceGrade ?? null },
  ...{ restricted, peakShift: closed, passages, vehicles },
});

export const presentSite = ({ site, machines }: AffectedSite, contractor: string | null) => ({
  ...{ id: site.id, name: site.name, countyCode: site.countyCode },
  ...{ organisationId: site.organisationId, organisationName: contractor, machines },
});

const heading = (zh: string, en: string): Message => ({ zh, en });
const nameIn =
  (names: Readonly<Record<string, Message | undefined>>) =>
  (code: string | null | undefined, language: keyof Message): Cell =>
    code ? (names[code]?.[language] ?? code) : null;
const sectorName = nameIn(SECTOR_NAMES);
const gradeName = nameIn(PERFORMANCE_GRADE_NAMES);

const both = <T>(
  { thing }: NamedThing,
  ofEnterprise: (enterprise: AffectedEnterprise) => T,
  ofSite: (site: AffectedSite) => T,
): T => ('enterprise' in thing ? ofEnterprise(thing.enterprise) : ofSite(thing.site));

const count = (zh: string, en: string, of: (thing: AffectedThing) => BarredCount | undefined): Column<NamedThing>[] => [
  { heading: heading(`${zh}总数`, `${en}, all`), width: 12, cell: ({ thing }) => of(thing)?.total ?? null },
  { heading: heading(`${zh}受限`, `${en}, barred`), width: 12, cell: ({ thing }) => of(thing)?.barred ?? null },
  {
    heading: heading(`${zh}待核实`, `${en}, unverified`),
    width: 12,
    cell: ({ thing }) => of(thing)?.unverified ?? null,
  },
  {
    heading: heading(`${zh}受限（按排放阶段）`, `${en}, barred by stage`),
    cell: ({ thing }, language) =>
      Object.entries(of(thing)?.byStage ?? {})
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([stage, value]) => `${stageNameOf(stage)[language]}: ${value}`)
        .join('; ') || null,
  },
];

/** The columns of the exported table of whom an order binds (受影响单位). */
export const AFFECTED_COLUMNS: readonly Column<NamedThing>[] = [
  {
    heading: heading('类型', 'Kind'),
    width: 10,
    cell: (row, language) =>
      both(
        row,
        () => ({ zh: '企业', en: 'enterprise' })[language],
        () => ({ zh: '工地', en: 'site' })[language],
      ),
  },
  {
    heading: heading('名称', 'Name'),
    width: 30,
    cell: (row) =>
      both(
        row,
        ({ organisation }) => organisation.name,
        ({ site }) => site.name,
      ),
  },
  { heading: heading('施工单位', 'Contractor'), width: 30, cell: ({ contractor }) => contractor },
  {
    heading: heading('县区', 'County'),
    width: 12,
    cell: (row, language) => {
      const code = both(
        row,
        ({ organisation }) => organisation.countyCode,
        ({ site }) => site.countyCode,
      );
      return isCountyCode(code) ? COUNTY_NAMES[code][language] : code;
    },
  },
  {
    heading: heading('行业', 'Sector'),
    width: 14,
    cell: (row, language) =>
      both(
        row,
        ({ facts }) => sectorName(facts?.sector, language),
        () => null,
      ),
  },
  {
    heading: heading('绩效分级', 'Grade'),
    width: 12,
    cell: (row, language) =>
      both(
        row,
        ({ facts }) => gradeName(facts?.performanceGrade, language),
        () => null,
      ),
  },
  {
    heading: heading('错峰运输', 'Peak shifting'),
    width: 10,
    cell: (row, language) =>
      both(
        row,
        ({ closed }) => (closed ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })[language],
        () => null,
      ),
  },
  ...count('进厂车次', 'Entries', (thing) => ('enterprise' in thing ? thing.enterprise.passages : undefined)),
  ...count('车辆', 'Vehicles', (thing) => ('enterprise' in thing ? thing.enterprise.vehicles : undefined)),
  ...count('机械', 'Machines', (thing) => ('site' in thing ? thing.site.machines : undefined)),
];
