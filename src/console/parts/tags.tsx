import { Tag } from 'antd';
import type { CSSProperties, ReactNode } from 'react';
import { stageNameOf } from '../../domain/codes/emission-stage.ts';
import type { Message } from '../../domain/failure.ts';
import { useT, w } from '../session/language.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'info' | 'plain';

const COLOURS: Readonly<Record<Tone, string>> = {
  good: 'success',
  bad: 'error',
  warn: 'warning',
  info: 'processing',
  plain: 'default',
};

/** A short word of state; its colour only repeats what it says. */
export function Mark({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <Tag color={COLOURS[tone]} style={{ marginInlineEnd: 0 }}>
      {children}
    </Tag>
  );
}

const OUTCOMES: Readonly<Record<string, readonly [Message, Tone]>> = {
  compliant: [w('合规', 'Compliant'), 'good'],
  violation: [w('违规', 'Breach'), 'bad'],
  unverified: [w('待核实', 'Unverified'), 'warn'],
  exempt: [w('豁免', 'Exempt'), 'info'],
  review: [w('需关注', 'Look closer'), 'warn'],
  not_applicable: [w('不适用', 'Not applicable'), 'plain'],
};

/** The outcome of a judgement. What is not known here is shown as it is, never as compliant. */
export function Outcome({ of }: { readonly of: string }) {
  const t = useT();
  const [message, tone] = OUTCOMES[of] ?? [{ zh: of, en: of }, 'plain' as const];
  return <Mark tone={tone}>{t(message)}</Mark>;
}

/** An emission stage. Only an unknown one stands out: whether a stage will do is the law's to say, for its day and its place. */
export function Stage({
  code,
  substage,
}: {
  readonly code: string | null | undefined;
  readonly substage?: string | null | undefined;
}) {
  const t = useT();
  const known = code ?? 'X';
  return (
    <Mark tone={known === 'X' ? 'warn' : 'plain'}>
      {t(stageNameOf(known))}
      {substage ?? ''}
    </Mark>
  );
}

const PLATES: Readonly<Record<string, CSSProperties>> = {
  blue: { background: '#0b4ea2', color: '#fff' },
  yellow: { background: '#f2b705', color: '#1b1b1b' },
  green: { background: '#bfe8c5', color: '#10331a' },
  yellow_green: { background: 'linear-gradient(90deg, #f2c94c 26%, #bfe8c5 26%)', color: '#10331a' },
  white: { background: '#fff', color: '#1b1b1b' },
  black: { background: '#222', color: '#fff' },
};

const NO_PLATE = w('无牌或未识别', 'No plate read');

/** A number plate as it looks on the vehicle (号牌). */
export function Plate({
  plate,
  colour,
  large = false,
}: {
  readonly plate: string | null | undefined;
  readonly colour?: string | null | undefined;
  readonly large?: boolean;
}) {
  const t = useT();
  if (!plate) return <Mark tone="warn">{t(NO_PLATE)}</Mark>;
  return (
    <span
      className="numbers"
      style={{
        display: 'inline-block',
        padding: large ? '4px 14px' : '0 8px',
        borderRadius: large ? 8 : 4,
        border: '1px solid rgba(0,0,0,.25)',
        fontWeight: 600,
        fontSize: large ? 28 : 14,
        lineHeight: large ? '40px' : '22px',
        letterSpacing: 1,
        whiteSpace: 'nowrap',
        background: '#eef1f1',
        color: '#1b1b1b',
        ...PLATES[colour ?? ''],
      }}
    >
      {plate}
    </span>
  );
}
