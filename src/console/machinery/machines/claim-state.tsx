import { CLAIM_STATUS_NAMES, type ClaimStatus } from '../../../domain/machinery/machine-claim.ts';
import { Mark, type Tone } from '../../parts/tags.tsx';
import { useT } from '../../session/language.ts';

const TONES: Readonly<Record<ClaimStatus, Tone>> = {
  open: 'warn',
  contested: 'warn',
  agreed: 'good',
  granted: 'good',
  refused: 'bad',
  declined: 'plain',
  withdrawn: 'plain',
};

/** Where a case about a holder stands. */
export function ClaimState({ of }: { readonly of: ClaimStatus }) {
  const t = useT();
  return <Mark tone={TONES[of]}>{t(CLAIM_STATUS_NAMES[of])}</Mark>;
}
