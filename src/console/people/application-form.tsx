import { Alert, Button, Divider, Form, type FormInstance, Input, Select } from 'antd';
import { COUNTY_CODES, COUNTY_NAMES, type CountyCode } from '../../domain/codes/county.ts';
import { creditCodeComplaint, creditCodeFault, parseCreditCode } from '../../domain/codes/credit-code.ts';
import { useT, w } from '../session/language.ts';
import { PasswordFields } from './password-fields.tsx';
import { UsernameField } from './username-field.tsx';

const W = {
  organisation: w('单位信息', 'Your organisation'),
  name: w('单位名称', 'Name'),
  nameSaid: w('与营业执照一致', 'As on the business licence'),
  creditCode: w('统一社会信用代码', 'Unified social credit code'),
  creditCodeGood: w('校验码正确', 'The check digit is right'),
  county: w('办理县区', 'County that is to keep the account'),
  countySaid: w(
    '由该县区生态环境部门审核，一般选工地所在县区',
    'Its ecology bureau decides; mostly where your site is',
  ),
  address: w('单位地址（选填）', 'Address (optional)'),
  contact: w('联系人', 'Whom we may call'),
  phone: w('联系电话', 'Telephone'),
  phoneWrong: w('请填写电话号码', 'This must be a telephone number'),
  account: w('登录账号', 'Your log-in'),
  needed: w('请填写此项', 'This is needed'),
};

/** What a contractor tells when it signs up. */
export type Application = {
  readonly creditCode: string;
  readonly name: string;
  readonly countyCode: CountyCode;
  readonly contact: { readonly name: string; readonly phone: string };
  readonly address?: string;
  readonly username: string;
  readonly password: string;
};

/** The form of a sign-up, new or anew. */
export function ApplicationForm({
  form,
  initial,
  fault,
  busy,
  submit,
  onSubmit,
}: {
  readonly form: FormInstance;
  readonly initial?: Partial<Application>;
  readonly fault: string | undefined;
  readonly busy: boolean;
  readonly submit: string;
  readonly onSubmit: (application: Application) => void;
}) {
  const t = useT();
  const needed = { required: true, whitespace: true, message: t(W.needed) };
  const heading = (text: string) => (
    <Divider titlePlacement="start" plain>
      <h2 style={{ fontSize: 16, margin: 0 }}>{text}</h2>
    </Divider>
  );
  return (
    <Form
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      scrollToFirstError={{ block: 'center' }}
      initialValues={initial ?? {}}
      onFinish={({ repeat: _, address, ...told }: Application & { repeat: string }) =>
        onSubmit({ ...told, ...(address?.trim() ? { address } : {}) })
      }
    >
      {heading(t(W.organisation))}
      <Form.Item name="name" label={t(W.name)} extra={t(W.nameSaid)} rules={[needed]}>
        <Input maxLength={200} autoComplete="organization" />
      </Form.Item>
      <CreditCodeField />
      <Form.Item
        name="countyCode"
        label={t(W.county)}
        extra={t(W.countySaid)}
        rules={[{ required: true, message: t(W.needed) }]}
      >
        <Select options={COUNTY_CODES.map((value) => ({ value, label: t(COUNTY_NAMES[value]) }))} />
      </Form.Item>
      <Form.Item name={['contact', 'name']} label={t(W.contact)} rules={[needed]}>
        <Input maxLength={100} autoComplete="name" />
      </Form.Item>
      <Form.Item
        name={['contact', 'phone']}
        label={t(W.phone)}
        rules={[needed, { pattern: /^\s*\+?[0-9][0-9 ()-]{4,28}[0-9]\s*$/, message: t(W.phoneWrong) }]}
      >
        <Input type="tel" autoComplete="tel" maxLength={32} />
      </Form.Item>
      <Form.Item name="address" label={t(W.address)}>
        <Input maxLength={300} autoComplete="street-address" />
      </Form.Item>
      {heading(t(W.account))}
      <UsernameField />
      <PasswordFields />
      {fault && <Alert type="error" showIcon role="alert" title={fault} style={{ marginBottom: 16 }} />}
      <Button type="primary" htmlType="submit" block loading={busy} style={{ height: 52 }}>
        {submit}
      </Button>
    </Form>
  );
}

/** Checked by its check digit as it is typed. */
function CreditCodeField() {
  const t = useT();
  const typed = Form.useWatch<string | undefined>('creditCode') ?? '';
  const good = parseCreditCode(typed) !== undefined;
  const refusal = (code: string | undefined) => {
    const complaint = code ? creditCodeComplaint(code) : undefined;
    return complaint ? Promise.reject(new Error(t(complaint))) : Promise.resolve();
  };
  return (
    <Form.Item
      name="creditCode"
      label={t(W.creditCode)}
      hasFeedback={good}
      {...(good
        ? { validateStatus: 'success', extra: t(W.creditCodeGood) }
        : { extra: `${typed.replace(/\s/g, '').length} / 18` })}
      validateTrigger={['onChange', 'onBlur']}
      rules={[
        { required: true, message: t(W.needed) },
        // Nobody has typed it wholly before its last sign.
        { validator: (_, value?: string) => refusal(creditCodeFault(value ?? '') === 'length' ? undefined : value) },
        { validateTrigger: 'onBlur', validator: (_, value?: string) => refusal(value) },
      ]}
    >
      <Input autoCapitalize="characters" autoComplete="off" spellCheck={false} maxLength={24} />
    </Form.Item>
  );
}
