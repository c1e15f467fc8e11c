import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { Section } from '../parts/section.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { useWho } from '../parts/use-names.ts';
import { noticeName, stepName } from './case-words.ts';

const W = { title: w('办理时间线', 'Timeline') };

/** Every step of a case with who took it and why. */
export function CaseHistory({ one }: { readonly one: Schema<'Case'> }) {
  const t = useT();
  const who = useWho();
  const steps = one.history.map(({ at, step, by, reason, detail }, index) => ({
    key: `${at} ${index}`,
    at,
    what: (
      <span>
        <strong>{t(stepName(step))}</strong>
        {step !== 'open' && detail.number ? ` ${detail.number}` : ''}
        {detail.method ? ` · ${t(noticeName(detail.method))}` : ''}
      </span>
    ),
    by: who(by),
    reason,
  }));
  return (
    <Section title={W.title}>
      <Timeline steps={steps} />
    </Section>
  );
}
