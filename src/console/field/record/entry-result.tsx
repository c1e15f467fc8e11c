import { Alert, Flex } from 'antd';
import { Link } from 'react-router';
import { FlagLinks } from '../../parts/flag-links.tsx';
import { useT, w } from '../../session/language.ts';
import { type Tone, Verdict } from '../check/verdict.tsx';
import type { EntryKind, Outcome } from '../outbox/entry.ts';
import { RESULT_WORDS } from '../result-mark.tsx';

const W = {
  recorded: w('已上传登记', 'On record'),
  value: w('测得', 'Measured'),
  limit: w('限值', 'limit'),
  class: w('类', ''),
  classBefore: w('', 'class '),
  prohibited: w('已禁止使用该机械', 'The machine may not be used any more'),
  prohibitedSaid: w(
    '复检合格前不得使用。请当场告知使用单位。',
    'Not until it passes a re-test. Tell its user on the spot.',
  ),
  lifted: w('禁止使用已解除', 'The prohibition is lifted'),
  flags: w('形成违法线索', 'Violations found'),
  machine: w('查看机械档案', 'Open the record of the machine'),
};

const TONES: Readonly<Record<NonNullable<Outcome['result']>, Tone>> = {
  pass: 'good',
  fail: 'stop',
  inconclusive: 'warn',
};

/** Green is only what came out well: a record with something against it, or without the result that a test has, is not. */
function toneOf(kind: EntryKind, { result, prohibition, violations }: Outcome): Tone {
  if (prohibition) return 'stop';
  if (kind === 'inspection') return result ? TONES[result] : 'warn';
  return violations.length > 0 ? 'warn' : 'good';
}

/** What the service made of a record: the result, and what follows from it. */
export function EntryResult({ kind, outcome }: { readonly kind: EntryKind; readonly outcome: Outcome }) {
  const t = useT();
  const { result, value, limit, reasons, prohibition, lifted, violations } = outcome;
  return (
    <Flex vertical gap={12}>
      <Verdict
        tone={toneOf(kind, outcome)}
        title={kind === 'inspection' && result ? t(RESULT_WORDS[result]) : t(W.recorded)}
      >
        {value !== undefined && (
          <div className="numbers">
            {t(W.value)} {value} m⁻¹
            {limit !== undefined && `，${t(W.limit)} ${limit} m⁻¹`}
            {outcome.class && `（${t(W.classBefore)}${outcome.class} ${t(W.class)}）`.replace(' ）', '）')}
          </div>
        )}
        {reasons?.map(({ code, detail }) => (
          <div key={code}>{detail}</div>
        ))}
      </Verdict>
      {prohibition && <Alert type="error" showIcon title={t(W.prohibited)} description={t(W.prohibitedSaid)} />}
      {lifted && <Alert type="success" showIcon title={t(W.lifted)} />}
      {violations.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${t(W.flags)}：${violations.length}`}
          description={<FlagLinks of={violations} />}
        />
      )}
      <Link to={`/machines/${outcome.machineId}`}>{t(W.machine)}</Link>
    </Flex>
  );
}
