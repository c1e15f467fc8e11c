import type { paths } from '../../api/contract.d.ts';
import { fieldAt, instantOf } from '../../parts/china-time.ts';
import type { Entry, EntryForm } from './entry.ts';

type Sent<Path extends '/api/v1/inspections' | '/api/v1/site-entries'> =
  paths[Path]['post']['requestBody']['content']['application/json'];
type SeenMachine = NonNullable<Sent<'/api/v1/inspections'>['machine']>;

/** When it was, as the form says; else when the entry was begun. */
const momentOf = (minute: string | undefined, otherwise: number): string => instantOf(minute ?? fieldAt(otherwise));

/** What is sent of a smoke test. The same entry gives the same text each time, so that it is told from others. */
export function inspectionOf({ id, site, machine, form, createdAt }: Entry): Sent<'/api/v1/inspections'> {
  const readings = (form.readings ?? []).flatMap((text) => (text?.trim() ? [numberOf(text)] : []));
  const air = known({
    temperatureC: maybe(form.temperature),
    humidityPercent: maybe(form.humidity),
    pressureKpa: maybe(form.pressure),
  });
  const instrument = known({
    model: form.instrumentModel,
    number: form.instrumentNumber,
    calibratedOn: form.calibratedOn,
  });
  const departments = form.departments as NonNullable<
    Sent<'/api/v1/inspections'>['departments']
  >[number]['department'][];
  return {
    clientId: id,
    siteId: site.id,
    ...metOf(machine, form),
    inspectedAt: momentOf(form.at, createdAt),
    ...workingOf(form),
    ...(readings.length > 0 ? { smoke: { readings, ...known({ class: form.smokeClass }) } } : {}),
    ...known({ ringelmann: form.ringelmann, method: form.method, remarks: form.remarks }),
    ...(Object.keys(air).length > 0 ? { ambient: air } : {}),
    ...(Object.keys(instrument).length > 0 ? { instrument } : {}),
    ...(departments?.length ? { departments: departments.map((department) => ({ department })) } : {}),
  };
}

/** What is sent of a machine that was seen. */
export const siteEntryOf = ({ id, site, machine, form, createdAt }: Entry): Sent<'/api/v1/site-entries'> => ({
  clientId: id,
  siteId: site.id,
  ...metOf(machine, form),
  enteredAt: momentOf(form.at, createdAt),
  ...workingOf(form),
});

const workingOf = ({ working }: EntryForm) =>
  working === 'yes' || working === 'no' ? { working: working === 'yes' } : {};

function metOf({ id }: Entry['machine'], { machine = {} }: EntryForm) {
  if (id !== undefined) return { machineId: id };
  const { powerKw, ownerName, ...told } = machine;
  const seen = {
    ...known(told),
    ...(powerKw?.trim() ? { engine: { powerKw: numberOf(powerKw) } } : {}),
    ...(ownerName?.trim() ? { owner: { name: ownerName.trim() } } : {}),
  };
  return { machine: seen as SeenMachine };
}

/** People type a comma or a full-width point as well. */
const numberOf = (text: string): number =>
  Number(
    text
      .normalize('NFKC')
      .trim()
      .replace(/[,。．]/, '.'),
  );

const maybe = (text: string | undefined): number | undefined => (text?.trim() ? numberOf(text) : undefined);

function known<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const told = Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(told) as { [K in keyof T]?: NonNullable<T[K]> };
}
