import { violationChunks } from '../../actions/enforcement/export-violations.ts';
import type { Scope } from '../../domain/identity/permissions.ts';
import { tableBytes } from '../../exports/table-bytes.ts';
import type { ViolationFilter } from '../../store/violation-conditions.ts';
import { VIOLATIONS_TITLE, violationColumns } from '../violation-columns.ts';
import type { As, Desk } from './desk.ts';

type ViolationsPaper = As & { readonly scope: Scope; readonly filter: ViolationFilter };

/** Violations as a list shows them, newest first. */
export const violationsPaper = ({ reader, policies }: Desk, { scope, filter, ...as }: ViolationsPaper) =>
  tableBytes(
    { ...as, title: VIOLATIONS_TITLE, columns: violationColumns(policies) },
    violationChunks(reader, scope, filter),
  );
