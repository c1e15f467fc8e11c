/** What a gate computer says of a vehicle; each field may be absent. Never the registry's word. */
export type AssertedVehicle = {
  readonly vin?: string;
  readonly emissionStage?: string;
  readonly emissionSubstage?: string;
  readonly fuel?: string;
  readonly usage?: string;
  readonly usageCode?: string;
  readonly vehicleType?: string;
  readonly grossMassKg?: number;
  readonly registeredOn?: string;
};

/** Cargo (货物) of one reading; `kg` is the mass carried, `empty` a truck without load. */
export type Cargo = {
  readonly name?: string;
  readonly bulk?: boolean;
  readonly kg?: number;
  readonly empty?: boolean;
};

export type Direction = 'in' | 'out';
export type Barrier = 'passed' | 'refused' | 'forced';

/** One reading (过车记录) as judging needs it. */
export type Reading = {
  readonly id: string;
  readonly direction: Direction;
  readonly passedAt: number;
  readonly receivedAt: number;
  readonly plateColour: string | null;
  readonly asserted: AssertedVehicle | null;
  /** Set where a camera told of the vehicle by its looks. */
  readonly guessed?: boolean;
  readonly cargo: Cargo | null;
  readonly barrier: Barrier | null;
};

export const OUTCOMES = ['violation', 'unverified', 'exempt', 'compliant'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where the emission stage that judged a passage came from: the register, the gate's word, or nowhere. */
export const BASES = ['verified', 'asserted', 'unknown'] as const;
export type Basis = (typeof BASES)[number];
