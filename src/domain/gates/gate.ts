/** Which way trucks pass a gate (门禁). */
export const GATE_DIRECTIONS = ['in', 'out', 'both'] as const;
export type GateDirection = (typeof GATE_DIRECTIONS)[number];

/** `enforce`: its computer is told to hold a truck that breaks a rule; `advise`: it is always told to open. */
export const GATE_MODES = ['advise', 'enforce'] as const;
export type GateMode = (typeof GATE_MODES)[number];
