import { Alert, Button, Card } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { parseEnvironmentalCode, parsePin } from '../../../domain/codes/machine-number.ts';
import { type Verdict as Reached, VERDICT_WORDS } from '../../../domain/machinery/field-check.ts';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import type { Site } from '../known-sites.ts';
import type { EntryForm } from '../outbox/entry.ts';
import { NextSteps } from './next-steps.tsx';
import { OnRecord } from './on-record.tsx';
import { type Tone, Verdict } from './verdict.tsx';

const W = {
  slip: w('所持凭证', 'Its slip'),
  this: w('就是这台', 'It is this one'),
  title: { several: w('查到多台机械', 'Several machines'), unknown: w('没有登记', 'Not on record') },
};

const TONES: Readonly<Record<Reached, Tone>> = {
  must_not_work: 'stop',
  breach: 'bad',
  look_closer: 'warn',
  in_order: 'good',
  unknown: 'none',
  several: 'warn',
};

/** What the record says about what was scanned or typed, and what to do next. */
export function LookedUp({
  found,
  text,
  site,
  onNext,
}: {
  readonly found: Schema<'FieldCheck'>;
  readonly text: string;
  readonly site: Site | undefined;
  readonly onNext: () => void;
}) {
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  const one =
    found.machines.length === 1 ? found.machines[0] : found.machines.find(({ machine }) => machine.id === chosen);
  const slip = found.slip && (
    <Alert
      type={found.slip.result === 'true' ? 'info' : 'error'}
      showIcon
      title={`${t(W.slip)}：${t({ zh: found.slip.zh, en: found.slip.en })}`}
    />
  );
  if (!one)
    return (
      <>
        <Said verdict={found.verdict} findings={found.findings}>
          {t(VERDICT_WORDS[found.verdict])}
        </Said>
        {slip}
        {found.machines.map((machine) => (
          <Card key={machine.machine.id} size="small">
            <OnRecord found={machine} short />
            <Button block size="large" onClick={() => setChosen(machine.machine.id)} style={{ marginTop: 12 }}>
              {t(W.this)}
            </Button>
          </Card>
        ))}
        <NextSteps site={site} machine={{ title: text }} form={asSeen(text)} onNext={onNext} />
      </>
    );
  const { machine, requiredSmokeClass } = one;
  return (
    <>
      <Said verdict={one.verdict} findings={one.findings} />
      {slip}
      <NextSteps
        site={site}
        machine={{ id: machine.id, title: machine.name, ...(requiredSmokeClass ? { requiredSmokeClass } : {}) }}
        form={{}}
        onNext={onNext}
      />
      <OnRecord found={one} />
    </>
  );
}

function Said({
  verdict,
  findings,
  children,
}: Pick<Schema<'FieldCheck'>, 'verdict' | 'findings'> & { readonly children?: ReactNode }) {
  const t = useT();
  const title = verdict === 'unknown' || verdict === 'several' ? W.title[verdict] : VERDICT_WORDS[verdict];
  return (
    <Verdict tone={TONES[verdict]} title={t(title).replace(/[。.]$/, '')}>
      {children}
      {findings.length > 0 && (
        <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
          {findings.map(({ code, zh, en }) => (
            <li key={code}>{t({ zh, en })}</li>
          ))}
        </ul>
      )}
    </Verdict>
  );
}

/** What is typed into the form of a machine that nobody knows. */
export function asSeen(text: string): EntryForm {
  const environmental = parseEnvironmentalCode(text);
  // The number itself tells the stage.
  if (environmental) {
    const { code: environmentalCode, stage } = environmental;
    return { machine: { environmentalCode, ...(stage ? { emissionStage: stage } : {}) } };
  }
  const pin = parsePin(text)?.code;
  const typed = text.trim().slice(0, 60);
  return { machine: pin ? { pin } : /^[\w-]+$/.test(typed) ? { serialNumber: typed } : {} };
}
