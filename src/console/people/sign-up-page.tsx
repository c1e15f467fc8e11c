import { useMutation } from '@tanstack/react-query';
import { Flex, Form, Steps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, told } from '../api/client.ts';
import { showFaults } from '../parts/form-faults.ts';
import { Secret } from '../parts/secret.tsx';
import { useT, w } from '../session/language.ts';
import { type Application, ApplicationForm } from './application-form.tsx';
import { OpenPage } from './open-page.tsx';

const W = {
  title: w('施工单位注册', 'Sign up as a contractor'),
  lead: w(
    '填写一次，约 3 分钟。县区生态环境部门审核通过后即可登录，登记机械、办理进场申报。',
    'Fill this in once; it takes three minutes. Once the county has verified it you can sign in, register machines and file them for sites.',
  ),
  steps: [w('填写', 'Fill in'), w('保存查询码', 'Keep the code'), w('等待审核', 'Wait')],
  submit: w('提交注册', 'Sign up'),
  state: w('查询注册进度', 'How does my sign-up stand?'),
  done: w('注册申请已提交', 'Your sign-up is submitted'),
  secret: w('查询码', 'Your code'),
  why: w(
    '凭此码查询审核结果；如被退回，也凭此码修改后重新提交。请复制保存，或存入备忘录。',
    'With it you see what became of your sign-up, and put it right where it was refused. Copy it to a safe place.',
  ),
  next: w('已保存，查看审核进度', 'I have kept it: how does it stand?'),
  username: w(
    '审核通过后，用您设置的用户名和密码登录：',
    'Once it is verified, sign in with your password and the user name ',
  ),
};

/** A contractor signs up by itself (施工单位注册). */
export function SignUpPage() {
  const t = useT();
  const [form] = Form.useForm();
  const [fault, setFault] = useState<string>();
  const signUp = useMutation({
    mutationFn: (body: Application) => told(api.POST('/api/v1/sign-ups', { body })),
    onSuccess: () => scrollTo({ top: 0 }),
    onError: (error) => setFault(showFaults(form, error)),
  });
  const steps = (
    <Steps
      size="small"
      current={signUp.data ? 1 : 0}
      responsive={false}
      titlePlacement="vertical"
      items={W.steps.map((step) => ({ title: t(step) }))}
      style={{ marginBottom: 20 }}
    />
  );
  if (signUp.data) {
    const { secret, username } = signUp.data;
    return (
      <OpenPage title={W.done}>
        {steps}
        <Flex vertical gap={16}>
          <Secret title={t(W.secret)} secret={secret} fileName="sign-up-code.txt">
            {t(W.why)}
          </Secret>
          <span>
            {t(W.username)}
            <strong>{username}</strong>
          </span>
          <Link to="/sign-up/state" state={{ secret }}>
            {t(W.next)}
          </Link>
        </Flex>
      </OpenPage>
    );
  }
  return (
    <OpenPage title={W.title} lead={W.lead} links={<Link to="/sign-up/state">{t(W.state)}</Link>}>
      {steps}
      <ApplicationForm
        form={form}
        fault={fault}
        busy={signUp.isPending}
        submit={t(W.submit)}
        onSubmit={(application) => {
          setFault(undefined);
          signUp.mutate(application);
        }}
      />
    </OpenPage>
  );
}
