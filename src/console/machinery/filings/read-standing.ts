import { type Hindrance, hindrances } from '../../../domain/machinery/county-settings.ts';
import { type Answer, api, type Schema, told } from '../../api/client.ts';
import { tagged } from '../tagged.ts';

type Settings = Answer<'/api/v1/counties/{countyCode}/machinery-settings'>;

const ZONE_CODES = ['below_zone_minimum', 'zone_unknown', 'zone_place_unknown'];

/** What speaks against accepting a filing by itself, as the county's setting would ask whether or not it accepts anything. */
export const hindrancesOf = (
  filing: Schema<'Filing'>,
  machine: Schema<'Machine'>,
  { requiredPhotos, reviewWorkingDays }: Settings,
  prohibited: boolean,
): readonly Hindrance[] =>
  hindrances(
    { autoAccept: 'complete', requiredPhotos, reviewWorkingDays },
    {
      prohibited,
      zoneWarning: filing.warnings.some(({ code }) => ZONE_CODES.includes(code)),
      emissionStage: machine.emissionStage,
      fuel: machine.fuel ?? null,
      doubtful: machine.warnings.length > 0,
      numbered: Boolean(machine.environmentalCode ?? machine.mein ?? machine.pin),
      lackingPhotos: machine.photos.lacking,
    },
  );

export const readSettings = (countyCode: string) =>
  told(api.GET('/api/v1/counties/{countyCode}/machinery-settings', { params: { path: { countyCode } } }));

/** Whether a prohibition of a machine is open. */
export const isProhibited = async (machineId: string): Promise<boolean> => {
  const query = { machineId, status: 'open', limit: '1' } as const;
  return (await told(api.GET('/api/v1/prohibitions', { params: { query } }))).items.length > 0;
};

/** A filing as it stands now. */
export type Standing = {
  readonly filing: Schema<'Filing'>;
  /** Changes whenever anything that its page shows of it does. */
  readonly tag: string;
};

export async function readFiling(id: string): Promise<Standing> {
  const { value, tag } = await tagged(api.GET('/api/v1/filings/{id}', { params: { path: { id } } }));
  return { filing: value, tag };
}

/** The same, with what an officer would stop at: anything that hinders, and any warning. */
export async function readDoubts(id: string): Promise<Standing & { readonly doubts: readonly Doubt[] }> {
  const standing = await readFiling(id);
  const { filing } = standing;
  const [machine, settings, prohibited] = await Promise.all([
    told(api.GET('/api/v1/machines/{id}', { params: { path: { id: filing.machineId } } })),
    readSettings(filing.countyCode),
    isProhibited(filing.machineId),
  ]);
  const found = hindrancesOf(filing, machine, settings, prohibited);
  const warnings = filing.warnings.filter(({ code }) => !ZONE_CODES.includes(code));
  const doubts = [
    ...found.map((hindrance) => ({ hindrance })),
    ...warnings.map(({ code }) => ({ warning: code })),
    ...(filing.status === 'submitted' ? [] : [{ status: filing.status }]),
  ];
  return { ...standing, doubts };
}

/** Why a filing is not accepted among others: something hinders, something is warned of, or it does not wait for a review any more. */
export type Doubt =
  | { readonly hindrance: Hindrance }
  | { readonly warning: string }
  | { readonly status: Schema<'Filing'>['status'] };
