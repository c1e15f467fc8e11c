import type { Schema } from '../../api/client.ts';
import type { FieldFault } from '../../api/problem.ts';

/** What was recorded: a smoke test (检测), or a machine that was only seen (现场所见). */
export type EntryKind = 'inspection' | 'site_entry';

/** `draft`: being written. `waiting`: to be sent. `refused`: the service said why; to be put right. `sent`: on record. */
export type EntryState = 'draft' | 'waiting' | 'refused' | 'sent';

/** A machine as far as the inspector knows it: by its record, or by what was read off it. */
export type MachineMet = {
  readonly id?: string;
  /** What people call it, for lists. */
  readonly title: string;
  /** The laxest class of smoke limits that zones allow it here, where that is known. */
  readonly requiredSmokeClass?: 'I' | 'II' | 'III';
};

export type EntryPhoto = {
  readonly id: string;
  readonly kind: string;
  readonly picture: Blob;
  readonly sent?: true;
};

/** What stands in the form, as it was typed. Fields that are empty are not there. */
export type EntryForm = {
  at?: string;
  working?: 'yes' | 'no' | 'unknown';
  readings?: (string | undefined)[];
  smokeClass?: 'I' | 'II' | 'III';
  ringelmann?: number;
  temperature?: string;
  humidity?: string;
  pressure?: string;
  method?: string;
  instrumentModel?: string;
  instrumentNumber?: string;
  calibratedOn?: string;
  departments?: string[];
  remarks?: string;
  machine?: {
    name?: string;
    category?: string;
    environmentalCode?: string;
    pin?: string;
    manufacturer?: string;
    serialNumber?: string;
    emissionStage?: string;
    fuel?: string;
    powerKw?: string;
    ownerName?: string;
  };
};

export type Outcome = Pick<Schema<'Inspection'>, 'id' | 'machineId' | 'violations'> &
  Partial<
    Pick<Schema<'Inspection'>, 'result' | 'class' | 'limit' | 'value' | 'reasons' | 'prohibition' | 'lifted' | 'table'>
  >;

/** One thing that an inspector recorded on this telephone. It belongs to whoever wrote it, and nobody else sends it. */
export type Entry = {
  /** Also its `clientId`: under it the service takes it once, however often it is sent. */
  readonly id: string;
  readonly userId: string;
  readonly kind: EntryKind;
  readonly state: EntryState;
  /** Grows with each time that it was changed after it was sent: another text needs another `Idempotency-Key`. */
  readonly revision: number;
  readonly createdAt: number;
  /** In this order they are sent. */
  readonly savedAt?: number;
  readonly site: { readonly id: string; readonly name: string };
  readonly machine: MachineMet;
  readonly form: EntryForm;
  readonly photos: readonly EntryPhoto[];
  /** Why it was refused. */
  readonly fault?: { readonly message: string; readonly errors: readonly FieldFault[] };
  readonly outcome?: Outcome;
  readonly sentAt?: number;
};
