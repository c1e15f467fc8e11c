export const INVOICE_KINDS = ['new', 'used'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** Facts a vehicle record (车辆档案) can hold; null is a field emptied on purpose, an absent one was never said. */
export type VehicleFacts = {
  /** Normalised; `plateRaw` is the plate as it was written. */
  readonly plate?: string;
  readonly plateRaw?: string;
  readonly plateColour?: string;
  readonly vin?: string | null;
  readonly fuel?: string;
  readonly emissionStage?: string;
  readonly emissionSubstage?: string | null;
  readonly stageBasis?: string;
  readonly usage?: string;
  readonly usageCode?: string | null;
  readonly vehicleType?: string;
  readonly grossMassKg?: number | null;
  readonly registeredOn?: string | null;
  readonly registeredDivision?: string | null;
  readonly certificateUploadedOn?: string | null;
  readonly invoiceOn?: string | null;
  /** Whether `invoiceOn` is of the sale as a new vehicle (机动车销售统一发票) or as a used one (二手车销售统一发票); `new` unless said. */
  readonly invoiceKind?: InvoiceKind | null;
  readonly seller?: { readonly name: string; readonly creditCode?: string; readonly countyCode?: string } | null;
  readonly owner?: { readonly name: string; readonly phone?: string } | null;
  readonly brandModel?: string | null;
  /** 发动机号码 */
  readonly engineNumber?: string | null;
  /** 车队名称 */
  readonly fleetName?: string | null;
  readonly networkStatus?: string | null;
  /** Of one transferred out: the division it went to. */
  readonly transferredTo?: string | null;
  readonly status?: 'active' | 'deregistered' | 'scrapped' | 'transferred_out';
};

/** Who gave facts: an officer verified them, or an enterprise declared them. */
export type FactSource = 'officer' | 'enterprise';

/** One write to a vehicle, in the order recorded. `effectiveOn` null: it was always so (a correction). */
export type VehicleChange = {
  readonly id: string;
  readonly effectiveOn: string | null;
  /** `refusal`: an officer turned down what was declared before; such a row gives no facts of the vehicle, but its `reason`. */
  readonly source: FactSource | 'refusal';
  readonly facts: VehicleFacts;
  readonly recordedAt: number;
};

/** Facts as they stood on a day: what officers verified, and what enterprises declared. */
export type VehicleOnDay = { readonly verified: VehicleFacts; readonly declared: VehicleFacts };

/**
 * The facts of a vehicle on a legal day. A change holds from its day on; a correction replaces all that was said of the
 * field before it was recorded; of two changes from one day the later recorded wins. Plan-clauses, points 3 and 9.
 */
export function vehicleOn(changes: readonly VehicleChange[], day: string): VehicleOnDay {
  return { verified: layerOn(changes, 'officer', day), declared: layerOn(changes, 'enterprise', day) };
}

/** What to show of a vehicle on a day: the verified word where there is one, else the declared. */
export function shownOn(changes: readonly VehicleChange[], day: string): VehicleFacts {
  const { verified, declared } = vehicleOn(changes, day);
  return { ...declared, ...verified };
}

function layerOn(changes: readonly VehicleChange[], source: FactSource, day: string): VehicleFacts {
  const newest = new Map<string, { from: string; value: unknown }>();
  for (const change of changes) {
    if (change.source !== source) continue;
    for (const [name, value] of Object.entries(change.facts)) {
      if (change.effectiveOn === null) newest.set(name, { from: '', value });
      else if (change.effectiveOn <= day && change.effectiveOn >= (newest.get(name)?.from ?? ''))
        newest.set(name, { from: change.effectiveOn, value });
    }
  }
  return Object.fromEntries([...newest].map(([name, { value }]) => [name, value]));
}
