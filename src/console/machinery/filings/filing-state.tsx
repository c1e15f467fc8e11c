import { FILING_STATE_NAMES, type FilingState as State } from '../../../domain/machinery/filing.ts';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const OVERDUE = w('审核超期', 'Review overdue');

export const STATE_TONES: Readonly<Record<State, Tone>> = {
  submitted: 'info',
  accepted: 'good',
  returned: 'warn',
  rejected: 'bad',
  withdrawn: 'plain',
};

/** Where a filing stands. */
export function FilingState({ of, overdue = false }: { readonly of: State; readonly overdue?: boolean }) {
  const t = useT();
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <Mark tone={STATE_TONES[of]}>{t(FILING_STATE_NAMES[of])}</Mark> {overdue && <Mark tone="bad">{t(OVERDUE)}</Mark>}
    </span>
  );
}
