import { CheckCircleFilled, CloseCircleFilled, MinusCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import type { CSSProperties, ReactNode } from 'react';
import { useT } from '../../session/language.ts';
import { OUTCOME_WORDS } from '../parts/words.ts';
import type { Seen } from './seen.ts';

const LOOKS: Readonly<Record<Seen['outcome'], { readonly colour: string; readonly sign: ReactNode }>> = {
  compliant: { colour: '#1b6e2c', sign: <CheckCircleFilled /> },
  violation: { colour: '#b42318', sign: <CloseCircleFilled /> },
  unverified: { colour: '#8f4700', sign: <QuestionCircleFilled /> },
  exempt: { colour: '#0958d9', sign: <MinusCircleFilled /> },
};

/** The colour that goes with an outcome; always beside its word and sign. */
export const verdictColour = (outcome: Seen['outcome']): string => LOOKS[outcome].colour;

/** An outcome by its sign, its word and its colour. */
export function Verdict({ of, style }: { readonly of: Seen['outcome']; readonly style?: CSSProperties }) {
  const t = useT();
  const { colour, sign } = LOOKS[of];
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: '0.35em',
        padding: '0.1em 0.5em',
        borderRadius: '0.25em',
        fontWeight: 700,
        whiteSpace: 'nowrap',
        background: colour,
        color: '#fff',
        ...style,
      }}
    >
      <span aria-hidden>{sign}</span>
      {t(OUTCOME_WORDS[of])}
    </span>
  );
}
