import type { Schema } from '../../api/client.ts';

/** What the forms about a machine hold; empty texts are none. */
export type MachineValues = {
  readonly category?: Schema<'NewMachine'>['category'];
  readonly otherCategory?: string;
  readonly name?: string;
  readonly fuel?: Schema<'NewMachine'>['fuel'];
  readonly use?: NonNullable<Schema<'NewMachine'>['use']>;
  readonly holding?: NonNullable<Schema<'NewMachine'>['holding']>;
  readonly lessorName?: string;
  readonly environmentalCode?: string;
  readonly mein?: string;
  readonly pin?: string;
  readonly manufacturer?: string;
  readonly serialNumber?: string;
  readonly disclosureNumber?: string;
  readonly model?: string;
  readonly producedOn?: string;
  readonly engine?: {
    readonly manufacturer?: string;
    readonly model?: string;
    readonly number?: string;
    readonly powerKw?: number | null;
  };
  readonly emissionStage?: string;
  readonly stageBasis?: NonNullable<Schema<'NewMachine'>['stageBasis']>;
  readonly afterTreatment?: string;
};

/** What is sent of a form about a machine. The record needs a name: the kind is one where nobody gave any. */
export function machineBody(values: MachineValues, nameOtherwise: string): Schema<'NewMachine'> {
  const { category, fuel, emissionStage, engine, name, holding, lessorName, ...rest } = values;
  return {
    name: name?.trim() || nameOtherwise,
    category: category ?? 'other',
    fuel: fuel ?? 'other',
    emissionStage: emissionStage ?? 'X',
    otherCategory: category === 'other' ? orNull(rest.otherCategory) : null,
    use: rest.use ?? null,
    holding: holding ?? null,
    lessorName: holding === 'leased' ? orNull(lessorName) : null,
    environmentalCode: orNull(rest.environmentalCode),
    mein: orNull(rest.mein),
    pin: orNull(rest.pin),
    manufacturer: orNull(rest.manufacturer),
    serialNumber: orNull(rest.serialNumber),
    disclosureNumber: orNull(rest.disclosureNumber),
    model: orNull(rest.model),
    producedOn: orNull(rest.producedOn),
    engine: {
      manufacturer: orNull(engine?.manufacturer),
      model: orNull(engine?.model),
      number: orNull(engine?.number),
      powerKw: engine?.powerKw ?? null,
    },
    stageBasis: emissionStage === 'X' ? null : (rest.stageBasis ?? null),
    afterTreatment: rest.afterTreatment ?? null,
  };
}

const orNull = (text: string | undefined): string | null => text?.trim() || null;
