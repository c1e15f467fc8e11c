import yangquan2021 from './yangquan-2021.json' with { type: 'json' };

/** The documents that are inserted at first start; from then on the policies table is what counts. */
export const shippedPolicies: readonly unknown[] = [yangquan2021];
