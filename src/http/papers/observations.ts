import { observationChunks } from '../../actions/observations/export-observations.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import { OBSERVATION_NAMES, type ObservationKind } from '../../domain/observations/kinds.ts';
import { tableBytes } from '../../exports/table-bytes.ts';
import type { ObservationFilter } from '../../store/observations.ts';
import { observationColumns } from '../observation-columns.ts';
import type { As, Desk } from './desk.ts';

type ObservationsPaper = As & {
  readonly kind: ObservationKind;
  readonly scope: Scope;
  readonly filter: ObservationFilter;
};

/** Observations of one kind, oldest first. */
export const observationsPaper = ({ reader }: Desk, { kind, scope, filter, ...as }: ObservationsPaper) =>
  tableBytes(
    { ...as, title: OBSERVATION_NAMES[kind], columns: observationColumns(kind) },
    observationChunks(reader, scope, filter),
  );
