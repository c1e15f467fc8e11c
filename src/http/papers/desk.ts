import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { TableFormat } from '../../exports/table.ts';
import type { Reader } from '../../store/store.ts';
import type { Language } from '../language.ts';

/** What papers are made from: the registry, read by a connection of their own, and the law as it stands. */
export type Desk = { readonly reader: Reader; readonly policies: PolicySet };

/** How a table is written. */
export type As = { readonly format: TableFormat; readonly language: Language };
