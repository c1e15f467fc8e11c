import { stageNameOf } from '../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../domain/codes/fuel.ts';
import { MACHINE_CATEGORY_NAMES } from '../../domain/codes/machine-category.ts';
import type { Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { MACHINE_USES } from '../../domain/machinery/machine-use.ts';
import { MACHINE_STAGE_BASES } from '../../domain/machinery/stage-basis.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { RowFault } from '../imports/read-import.ts';
import type { MachineDetails } from './register-machine.ts';

type Compared = keyof MachineDetails & keyof MachineRow;

/** What anybody who files machines may know of any, as on its card. */
const OF_ANYONE: readonly Compared[] = ['category', 'emissionStage'];
const OF_THE_OWNER: readonly Compared[] = [
  ...OF_ANYONE,
  ...(['environmentalCode', 'mein', 'pin', 'manufacturer', 'serialNumber', 'disclosureNumber', 'model'] as const),
  ...([
    'producedOn',
    'engineManufacturer',
    'engineModel',
    'engineNumber',
    'powerW',
    'fuel',
    'ownerName',
    'use',
    'stageBasis',
  ] as const),
];

/**
 * Where a machine's record says otherwise than what is told of it here; the record stays. Of a machine of somebody else's no
 * more is shown than its card has.
 */
export function differencesFrom(
  record: MachineRow,
  told: Partial<MachineDetails>,
  actor: Actor,
): Omit<RowFault, 'row'>[] {
  const own = actor.kind === 'user' && record.organisationId !== null && record.organisationId === actor.organisationId;
  return (own ? OF_THE_OWNER : OF_ANYONE)
    .filter((name) => differs(record[name], told[name]))
    .map((column) => ({ column: COLUMN[column] ?? column, detail: onRecord(column, record[column]) }));
}

/** What is not known on either side differs from nothing. */
function differs(known: unknown, told: unknown): boolean {
  if (told === undefined || told === null || known === null || (told === 'X' && known !== 'X')) return false;
  return plain(known) !== plain(told);
}

const plain = (value: unknown): string => String(value).normalize('NFKC').replace(/\s+/g, '').toUpperCase();

/** Fields that stand in the table under another name than in the record. */
const COLUMN: Readonly<Partial<Record<Compared, string>>> = {
  engineManufacturer: 'engine/manufacturer',
  engineModel: 'engine/model',
  engineNumber: 'engine/number',
  powerW: 'engine/powerKw',
  ownerName: 'owner/name',
};

function onRecord(name: Compared, value: unknown): Message {
  const { en, zh } = wordFor(name, value);
  return {
    en: `The machine's record says ${en}, and was left as it is.`,
    zh: `机械档案记载为“${zh}”，未作修改。`,
  };
}

function wordFor(name: Compared, value: unknown): Message {
  const text = String(value);
  const same = { en: text, zh: text };
  if (name === 'category') return (MACHINE_CATEGORY_NAMES as Readonly<Record<string, Message>>)[text] ?? same;
  if (name === 'emissionStage') return stageNameOf(text);
  if (name === 'fuel') return (FUEL_NAMES as Readonly<Record<string, Message>>)[text] ?? same;
  if (name === 'use') return (MACHINE_USES as Readonly<Record<string, Message>>)[text] ?? same;
  if (name === 'stageBasis') return (MACHINE_STAGE_BASES as Readonly<Record<string, Message>>)[text] ?? same;
  if (name === 'powerW') return { en: `${Number(value) / 1_000} kW`, zh: `${Number(value) / 1_000} kW` };
  return same;
}
