import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { At } from '../at.ts';

/** The moment, and the law that numbering, deadlines and texts come from. */
export type CaseContext = { readonly at: At; readonly policies: PolicySet };
