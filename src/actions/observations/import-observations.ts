import { OBSERVATION_KINDS, type ObservationKind } from '../../domain/observations/kinds.ts';
import type { TableImport } from '../imports/table-import.ts';
import { type NewObservation, recordObservation } from './record-observation.ts';

export type ObservationImport = TableImport<NewObservation, 'created' | 'unchanged'>;

/** Observations of one kind by the table: a row that was sent before under its source and key is left as it is. */
const importOf = (kind: ObservationKind): ObservationImport => ({
  kind: `${kind.replaceAll('_', '-')}-import`,
  outcomes: ['created', 'unchanged'],
  importRow: async (tx, actor, observation, { at, policies }) => {
    const { duplicate } = await recordObservation(tx, actor, observation, { at, policies });
    return duplicate ? 'unchanged' : 'created';
  },
});

export const OBSERVATION_IMPORTS = Object.fromEntries(
  OBSERVATION_KINDS.map((kind) => [kind, importOf(kind)]),
) as Readonly<Record<ObservationKind, ObservationImport>>;
