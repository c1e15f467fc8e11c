import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Form, Input, InputNumber, Select, Typography } from 'antd';
import { SECTOR_NAMES } from '../../../domain/codes/sector.ts';
import type { Message } from '../../../domain/failure.ts';
import { isPlain, plainWords, type RuleTitles, ruleTitles, UNIT_NAMES } from '../../../domain/policy/value-words.ts';
import { isDay } from '../../../domain/time.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { Listed } from '../parts/listed.tsx';
import { nameIn } from '../parts/words.ts';
import { type Draft, useSaveDraft } from './draft.ts';
import { ORIGINS } from './words.ts';

const W = {
  from: w('首个施行日', 'First day'),
  title: w('参数', 'Parameters'),
  name: w('参数', 'Parameter'),
  value: w('取值', 'Value'),
  origin: w('来源', 'Origin'),
  save: w('保存', 'Save'),
  saved: w('已保存', 'Saved'),
  faulty: w('已保存；草案还有 {n} 处问题，见“检查”。', 'Saved. The draft has {n} faults: see “Check”.'),
  inJson: w('结构较复杂，请在“全文”中修改。', 'Change it in the document.'),
  unreadable: w('草案全文不是完整的政策，请在“全文”中修改。', 'The document is not that of a policy. Change it there.'),
};

type Parameter = {
  readonly value: unknown;
  readonly unit?: string;
  readonly origin: 'plan' | 'ours' | 'unconfirmed';
  readonly title: Message;
};
type Values = { readonly from: string; readonly parameters: Readonly<Record<string, unknown>> };

/** The values of a draft that can be changed without touching its document. */
export function ParametersPart({ draft }: { readonly draft: Draft }) {
  const t = useT();
  const saveDraft = useSaveDraft(draft);
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const parameters = draft.document.parameters as Readonly<Record<string, Parameter>> | undefined;
  const save = useMutation({
    mutationFn: (values: Values) => saveDraft(changed(draft, values)),
    onSuccess: ({ check }) => {
      const faults = check?.faults.length ?? 0;
      void message.success(
        faults === 0 ? t(W.saved) : t(W.faulty).replace('{n}', String(faults)),
        faults === 0 ? 3 : 8,
      );
    },
  });
  if (!parameters || typeof parameters !== 'object') return <Alert type="warning" showIcon title={t(W.unreadable)} />;
  const rows = Object.entries(parameters);
  const rules = ruleTitles(titledRules(draft.document.rules));
  const initial = {
    from: String(draft.document.from ?? ''),
    parameters: Object.fromEntries(
      rows.filter(([, { value }]) => isEditable(value)).map(([name, { value }]) => [name, value]),
    ),
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={initial}
      disabled={!draft.writable}
      onFinish={(values) => save.mutate(values)}
    >
      <Flex vertical gap={12}>
        {save.error && <Alert role="alert" type="error" showIcon title={save.error.message} />}
        <Form.Item name="from" label={t(W.from)} style={{ maxWidth: 220, marginBottom: 0 }}>
          <Input type="date" />
        </Form.Item>
        <Listed
          title={t(W.title)}
          wrap
          rows={rows}
          rowKey={([name]) => name}
          columns={[
            { title: t(W.name), cell: ([, { title }]) => <span style={{ whiteSpace: 'normal' }}>{t(title)}</span> },
            { title: t(W.value), cell: ([name, one]) => <Field name={name} of={one} rules={rules} /> },
            {
              title: t(W.origin),
              cell: ([, { origin }]) => (
                <Mark tone={ORIGINS[origin]?.[1] ?? 'plain'}>{ORIGINS[origin] ? t(ORIGINS[origin][0]) : '—'}</Mark>
              ),
            },
          ]}
        />
        {draft.writable && (
          <div>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t(W.save)}
            </Button>
          </div>
        )}
      </Flex>
    </Form>
  );
}

function Field({ name, of, rules }: { readonly name: string; readonly of: Parameter; readonly rules: RuleTitles }) {
  const t = useT();
  const { value, unit, title } = of;
  const label = t(title);
  if (!isEditable(value))
    return (
      <Typography.Text type="secondary">
        {isPlain(value) ? t(plainWords(value, unit)) : ''} {t(W.inJson)}
      </Typography.Text>
    );
  const path = ['parameters', name];
  const suffix = unit === undefined ? undefined : t(UNIT_NAMES[unit] ?? { zh: unit, en: unit });
  if (typeof value === 'number')
    return (
      <Flex gap={8} align="center">
        <Form.Item name={path} noStyle>
          <InputNumber aria-label={label} controls={false} style={{ width: 140 }} />
        </Form.Item>
        {suffix}
      </Flex>
    );
  if (Array.isArray(value))
    return (
      <Form.Item name={path} noStyle>
        <Select
          mode="tags"
          aria-label={label}
          style={{ width: '100%', minWidth: 200, maxWidth: 480 }}
          options={value.map((one: string) => ({ value: one, label: t(rules[one] ?? nameIn(SECTOR_NAMES, one)) }))}
        />
      </Form.Item>
    );
  return (
    <Form.Item name={path} noStyle>
      <Input aria-label={label} type={isDay(String(value)) ? 'date' : 'text'} style={{ maxWidth: 240 }} />
    </Form.Item>
  );
}

const isEditable = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));

/** The document with the values of the form in it; everything else stays as it is written. */
function changed({ document }: Draft, { from, parameters }: Values): Readonly<Record<string, unknown>> {
  const old = document.parameters as Readonly<Record<string, Parameter>>;
  const next = Object.entries(old).map(([name, one]) => [
    name,
    name in parameters ? { ...one, value: parameters[name] } : one,
  ]);
  return { ...document, from, parameters: Object.fromEntries(next) };
}

type Titled = { readonly id: string; readonly clause: string; readonly title: Message };

/** The rules of a draft that have a title; a draft may have anything in their place. */
const titledRules = (rules: unknown): Titled[] =>
  Array.isArray(rules)
    ? (rules as Titled[]).filter((one) => typeof one?.id === 'string' && one.title !== undefined)
    : [];
