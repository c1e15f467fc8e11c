import { notFound } from '../../domain/failure.ts';
import { type FiledMachine, type Hindrance, hindrances } from '../../domain/machinery/county-settings.ts';
import { photosOf } from '../../domain/machinery/machine-photos.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { zonesOfFiling, zoneWarnings } from '../sites/zone-findings.ts';
import { changeFiling } from './change-filing.ts';
import type { MachineryAt } from './context.ts';
import { settingsOf } from './county-settings.ts';
import { warningsOf } from './parameters.ts';

/**
 * Accepts a filing just submitted where its county lets the service do so (自动受理); else it waits for an officer. One that
 * an officer sent back is never accepted so: somebody wanted to see it again.
 */
export async function acceptBySetting(tx: Writer, filing: FilingRow, at: MachineryAt): Promise<FilingRow> {
  const { settings, row } = await settingsOf(tx, filing.countyCode);
  if (!row || settings.autoAccept === 'off') return filing;
  if ((await hindrancesOf(tx, filing, at)).length > 0) return filing;
  const setting = { kind: 'system', id: row.id } as const;
  return changeFiling(tx, setting, filing, 'accept', { status: 'accepted', acceptedAt: at.now }, at);
}

/** Everything that keeps the county's setting from accepting a filing, on its planned days. */
export async function hindrancesOf(reader: From, filing: FilingRow, at: MachineryAt): Promise<Hindrance[]> {
  const { settings } = await settingsOf(reader, filing.countyCode);
  return hindrances(settings, await filedMachine(reader, filing, at));
}

type From = Pick<
  Reader,
  'machines' | 'prohibitions' | 'inspections' | 'evidence' | 'zones' | 'exemptions' | 'sites' | 'countySettings'
>;

async function filedMachine(reader: From, filing: FilingRow, at: MachineryAt): Promise<FiledMachine> {
  const { machineId } = filing;
  const machine = await reader.machines.find(machineId);
  if (!machine) throw notFound('#/machineId');
  const prohibitions = await reader.prohibitions.ofMachine(machineId);
  const evidence = await reader.evidence.ofSubjects('machine', [machineId]);
  return {
    prohibited: prohibitions.some(({ status }) => status === 'open'),
    zoneWarning: zoneWarnings(await zonesOfFiling(reader, filing, at)).length > 0,
    emissionStage: machine.emissionStage,
    fuel: machine.fuel,
    doubtful: warningsOf(machine, at).length > 0,
    numbered: [machine.environmentalCode, machine.mein, machine.pin].some((number) => number !== null),
    lackingPhotos: photosOf(evidence, machine.fuel).lacking,
  };
}
