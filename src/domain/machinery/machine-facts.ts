import type { Facts } from '../policy/vocabulary.ts';
import { type FiledSpan, filedBefore, filedLate } from './filing-validity.ts';

const onRecord = <T>(value: T) => ({ value, origin: 'record' as const });

/** Facts of clause 2.4.6a for a machine's entry at an instant, over every filing of that machine and site by any unit. */
export function stayFacts(filings: readonly (readonly FiledSpan[])[], enteredAt: number): Facts {
  const inTime = filings.some((spans) => filedBefore(spans, enteredAt));
  const late = !inTime && filings.some((spans) => filedLate(spans, enteredAt));
  return { 'filing.inTime': onRecord(inTime), 'filing.late': onRecord(late) };
}

/** Facts of clause 2.4.6b for one inspection; what was not measured or could not be judged stays unknown. */
export function inspectionFacts(inspection: {
  readonly smokeWithinLimit: boolean | null;
  readonly ringelmann: number | null;
}): Facts {
  const { smokeWithinLimit, ringelmann } = inspection;
  return {
    ...(smokeWithinLimit === null ? {} : { 'inspection.smokeWithinLimit': onRecord(smokeWithinLimit) }),
    ...(ringelmann === null ? {} : { 'inspection.ringelmann': onRecord(ringelmann) }),
  };
}

/** Facts of clause 2.4.6b for a machine met while a prohibition is open or not. */
export function useFacts(use: {
  readonly prohibited: boolean;
  readonly reportedToEnter: boolean;
  readonly working: boolean | null;
}): Facts {
  return {
    'prohibition.open': onRecord(use.prohibited),
    'machine.reportedToEnter': onRecord(use.reportedToEnter),
    ...(use.working === null ? {} : { 'machine.working': onRecord(use.working) }),
  };
}
