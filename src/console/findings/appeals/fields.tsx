import { Form, Input, Select } from 'antd';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';

const W = { yes: w('是', 'yes'), no: w('否', 'no') };

/** One fact that a form asks for. `moment` is a time in China; options are codes with their words. */
export type Field = {
  readonly name: string;
  readonly label: Message;
  readonly input: 'text' | 'day' | 'moment' | 'number' | 'boolean' | Readonly<Record<string, Message>>;
};

type Raw = Readonly<Record<string, unknown>>;

/** Fields of a form, side by side where there is room. */
export function Fields({ fields, under }: { readonly fields: readonly Field[]; readonly under: string }) {
  return (
    <div
      style={{ display: 'grid', gap: '0 16px', gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))' }}
    >
      {fields.map((field) => (
        <OneField key={`${under} ${field.name}`} field={field} under={under} />
      ))}
    </div>
  );
}

function OneField({ field: { name, label, input }, under }: { readonly field: Field; readonly under: string }) {
  const t = useT();
  const item = { name: [under, name], label: t(label) };
  if (typeof input === 'object' || input === 'boolean') {
    const names = input === 'boolean' ? { true: W.yes, false: W.no } : input;
    return (
      <Form.Item {...item}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={Object.entries(names).map(([value, word]) => ({ value, label: t(word) }))}
        />
      </Form.Item>
    );
  }
  const type = { text: 'text', day: 'date', moment: 'datetime-local', number: 'number' }[input];
  return (
    <Form.Item {...item}>
      <Input type={type} maxLength={100} autoComplete="off" />
    </Form.Item>
  );
}

/** What was filled in, as the API takes it; undefined where nothing was. */
export function valuesOf(fields: readonly Field[], raw: Raw | undefined): Record<string, unknown> | undefined {
  const told = fields.flatMap(({ name, input }) => {
    const value = raw?.[name];
    if (value === undefined || value === null || value === '') return [];
    return [[name, apiValue(input, String(value))] as const];
  });
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

function apiValue(input: Field['input'], text: string): string | number | boolean {
  if (input === 'boolean') return text === 'true';
  if (input === 'number') return Number(text);
  if (input === 'moment') return `${text.length === 16 ? `${text}:00` : text}+08:00`;
  return text.trim();
}

/** The other way: values of the API as fields show them. */
export function rawOf(fields: readonly Field[], values: Raw | undefined): Record<string, string> {
  const told = fields.flatMap(({ name, input }) => {
    const value = values?.[name];
    if (value === undefined || value === null) return [];
    return [[name, input === 'moment' ? String(value).slice(0, 16) : String(value)] as const];
  });
  return Object.fromEntries(told);
}

/** A value in words. */
export function wordOf({ input }: Field, value: unknown): Message {
  if (typeof value === 'boolean') return value ? W.yes : W.no;
  const text = String(value);
  if (typeof input === 'object') return input[text] ?? { zh: text, en: text };
  if (input === 'moment') return { zh: text.slice(0, 16).replace('T', ' '), en: text.slice(0, 16).replace('T', ' ') };
  return { zh: text, en: text };
}
