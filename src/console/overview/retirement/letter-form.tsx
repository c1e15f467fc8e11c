import { Form, Input } from 'antd';
import { addDays, legalDayOf } from '../../../domain/time.ts';
import { api, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import { FormDialog } from './form-dialog.tsx';

const W = {
  title: w('出具移送函', 'Make a letter'),
  home: w('归属地', 'Home'),
  to: w('主送单位', 'Addressee'),
  from: w('统计自', 'Met from'),
  until: w('统计至', 'to'),
  note: w(
    '将按文号顺序生成 PDF 并留存；此前函告过的车辆不再列入。',
    'The next number is taken and the PDF kept on record; vehicles told of before are left out.',
  ),
  make: w('生成', 'Make it'),
  made: w('已出具', 'Made'),
  must: w('必填', 'Needed'),
};

type Values = { readonly addressee: string; readonly from: string; readonly to: string };

const YEAR = 365;

/** The next letter to a home, of its vehicles met in a period. */
export function LetterForm({
  home,
  onClose,
  onMade,
}: {
  readonly home: string | undefined;
  readonly onClose: () => void;
  readonly onMade: () => void;
}) {
  const t = useT();
  const today = legalDayOf(Date.now());
  const rules = [{ required: true, message: t(W.must) }];
  return (
    <FormDialog<Values, { number: string }>
      open={home !== undefined}
      title={`${t(W.title)} · ${home ?? ''}`}
      ok={t(W.make)}
      initial={{ from: addDays(today, -YEAR), to: today }}
      save={(values, key) =>
        told(
          api.POST('/api/v1/retirement-letters', {
            body: { home: home ?? '', ...values } as never,
            headers: { 'Idempotency-Key': key },
          }),
        )
      }
      said={({ number }) => `${t(W.made)} ${number}`}
      onSaved={onMade}
      onClose={onClose}
    >
      <Form.Item name="addressee" label={t(W.to)} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="from" label={t(W.from)} rules={rules}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={t(W.until)} rules={rules} extra={t(W.note)}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}
