import { completed } from '../../../src/domain/policy/complete.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';
import written from './fictional-2023.json' with { type: 'json' };

/** The invented plan for 2023 as the service would keep it: what was asked for since it was written is the shipped plan's. */
export const fictional = (completed(written, shippedPolicies) ?? written) as typeof written;
