import { type LedgerRowSeen, missingFields } from '../../../domain/ledgers/completeness.ts';
import { LEDGER_FACTS } from '../../../domain/ledgers/ledger-vehicle.ts';
import { parseInstant } from '../../../domain/time.ts';
import type { Row } from '../../api/client.ts';
import { numberOf, usePolicyParameters } from '../parts/policy-parameters.ts';

export type LedgerRow = Row<'/api/v1/ledgers/transport'>;

const HOUR_MS = 3_600_000;

/** Tells which fields a row of the ledger lacks, by what today's policy asks of one; undefined while that is not known. */
export function useMissing(): ((row: LedgerRow) => readonly string[]) | undefined {
  const parameters = usePolicyParameters();
  const asked = (parameters?.['spotCheck']?.['value'] as { ledgerFacts?: string[] } | undefined)?.ledgerFacts;
  const hours = numberOf(parameters, 'overstayHours');
  if (!asked || hours === undefined) return undefined;
  const facts = LEDGER_FACTS.filter((fact) => asked.includes(fact));
  return (row) => missingFields(seen(row), { facts, now: Date.now(), stayMs: hours * HOUR_MS });
}

function seen({ plate, plateColour, vehicle, entry, exit, list, licence }: LedgerRow): LedgerRowSeen {
  const facts = Object.fromEntries(Object.entries(vehicle).filter(([, value]) => value !== null));
  return {
    plate: plate ?? '',
    plateColour,
    vehicle: { facts: facts },
    entry: side(entry),
    exit: side(exit),
    list,
    licence,
  };
}

const side = (of: LedgerRow['entry']): LedgerRowSeen['entry'] =>
  of && { ...of, at: parseInstant(of.at) ?? 0, kg: of.tonnes === null ? null : of.tonnes * 1_000 };
