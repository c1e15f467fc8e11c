import {
  type CleanShare,
  type CleanTransportRule,
  cleanShareOf,
  type RoadLoad,
} from '../../domain/fleet/clean-share.ts';
import type { Cargo } from '../../domain/gates/passage.ts';
import { decodeFacts } from '../../domain/policy/fact-codec.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { startOfDay } from '../../domain/time.ts';
import type { CleanTransportRow } from '../../store/clean-transport.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Reader } from '../../store/store.ts';

const PAGE = 1_000;
const FALLBACK: CleanTransportRule = { modes: [], newEnergyTrucks: false };

export type TransportShare = CleanShare & {
  readonly rule: CleanTransportRule;
  readonly policy: string | null;
  readonly clean: readonly CleanTransportRow[];
  /** By road, kg, and how many loaded accesses. */
  readonly road: { readonly inKg: number; readonly outKg: number; readonly loads: number };
};

/** What an enterprise moved in a month (`YYYY-MM`), by road as its gates saw it, and its clean share. Long: read in bulk. */
export async function transportShare(
  bulk: Pick<Reader, 'cleanTransport' | 'passages'>,
  policies: PolicySet,
  enterpriseId: string,
  month: string,
): Promise<TransportShare> {
  const policy = policies.on(`${month}-01`) ?? policies.on(lastDayOf(month));
  const rule = policy?.parameter('cleanTransport') ?? FALLBACK;
  const clean = await bulk.cleanTransport.ofMonth(enterpriseId, month);
  const loads = await roadLoads(bulk, enterpriseId, month);
  const inWay = (direction: string): number =>
    loads.reduce((sum, load) => sum + (load.direction === direction ? (load.kg ?? 0) : 0), 0);
  return {
    ...cleanShareOf(clean, loads, rule),
    rule,
    policy: policy?.ref ?? null,
    clean,
    road: { inKg: inWay('in'), outKg: inWay('out'), loads: loads.length },
  };
}

type Load = RoadLoad & { readonly direction: string };

/** One load per access that carried something: its readings are repeats of one another, and refused trucks made none. */
async function roadLoads(bulk: Pick<Reader, 'passages'>, enterpriseId: string, month: string): Promise<Load[]> {
  const range = { enterpriseId, from: startOfDay(`${month}-01`), until: startOfDay(`${nextMonth(month)}-01`) };
  const accesses = new Map<string, Load>();
  let after: { readonly id: string; readonly at: number } | undefined;
  for (;;) {
    const rows = await bulk.passages.page({ to: 'all' }, range, { limit: PAGE, ...(after ? { after } : {}) });
    for (const row of rows) {
      const load = loadOf(row);
      const known = accesses.get(row.accessId);
      if (load && (!known || load.kg !== undefined)) accesses.set(row.accessId, load);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return [...accesses.values()];
    after = { id: last.id, at: last.passedAt };
  }
}

function loadOf(row: PassageRow): Load | undefined {
  const cargo = row.cargo as Cargo | null;
  if (!cargo || cargo.empty || row.barrier === 'refused') return undefined;
  const newEnergy = decodeFacts(row.facts)['vehicle.newEnergy']?.value === true;
  return { direction: row.direction, kg: cargo.kg, newEnergy };
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

const lastDayOf = (month: string): string => `${month}-28`;
