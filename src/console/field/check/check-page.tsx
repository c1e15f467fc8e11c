import { SearchOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { Fault } from '../../parts/fault.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay, useMe } from '../../session/session-provider.tsx';
import { noteSite, recentSites, useSites } from '../known-sites.ts';
import { OfflineNote } from '../offline-note.tsx';
import { noteReach, useOnline } from '../reach.ts';
import { ByHandResult } from './by-hand-result.tsx';
import { checkByHand, isSlip, type SlipByHand, useKnownSlips } from './known-slips.ts';
import { LookedUp } from './looked-up.tsx';
import { Scanner } from './scanner.tsx';
import { SiteChoice } from './site-choice.tsx';

const W = {
  title: w('现场检查', 'Field check'),
  code: w('或输入编号', 'Or type a number'),
  placeholder: w('环保登记号码、铭牌编号、出厂编号…', 'Environmental code, plate or serial number…'),
  lookUp: w('查询', 'Look up'),
  needed: w('请输入或扫描编号', 'Type or scan a number'),
  noSite: w(
    '未选择工地：只能查登记信息，不能判断是否已申报进场，也不能记录。',
    'Without a site it cannot be told whether it is filed here, and nothing can be recorded.',
  ),
  slip: w('仅核验凭证真伪', 'Only check whether a slip is true'),
  muck: w('记录渣土车违规', 'Record a muck truck'),
};

type Asked = { readonly text: string; readonly siteId: string | undefined };

/** A machine on the spot: scan or type what stands on it, and see what is on record. */
export function CheckPage() {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const online = useOnline();
  useKnownSlips();
  const { data: sites = [] } = useSites();
  const [siteId, setSiteId] = useState<string | undefined>(() => recentSites(me.id)[0]);
  const [form] = Form.useForm<{ code: string }>();
  const site = sites.find(({ id }) => id === siteId);
  const look = useMutation({ mutationFn: lookUp, networkMode: 'always' });
  const ask = (text: string, at = siteId) => look.mutate({ text, siteId: at });
  const again = () => {
    look.reset();
    form.resetFields();
    scrollTo({ top: 0 });
  };
  return (
    <Page
      title={W.title}
      actions={
        <Flex gap={16} wrap>
          {may('violation.record') && online && <Link to="/violations/new">{t(W.muck)}</Link>}
          <a href="/slip">{t(W.slip)}</a>
        </Flex>
      }
    >
      <Flex vertical gap={16}>
        <OfflineNote />
        <Card size="small">
          <SiteChoice
            value={siteId}
            onChange={(id) => {
              setSiteId(id);
              noteSite(me.id, id);
              // What was found is held against the site.
              if (look.variables) ask(look.variables.text, id);
            }}
          />
        </Card>
        {!look.data && !look.isPending && (
          <Card size="small">
            <Flex vertical gap={16}>
              <Scanner onText={ask} />
              <Form form={form} layout="vertical" requiredMark={false} onFinish={({ code }) => ask(code)}>
                <Form.Item label={t(W.code)} htmlFor="code" style={{ marginBottom: 0 }}>
                  <Space.Compact block>
                    <Form.Item name="code" noStyle rules={[{ required: true, whitespace: true, message: t(W.needed) }]}>
                      <Input
                        id="code"
                        size="large"
                        autoCapitalize="characters"
                        autoComplete="off"
                        spellCheck={false}
                        maxLength={500}
                        placeholder={t(W.placeholder)}
                      />
                    </Form.Item>
                    <Button size="large" htmlType="submit" icon={<SearchOutlined />}>
                      {t(W.lookUp)}
                    </Button>
                  </Space.Compact>
                </Form.Item>
              </Form>
              {!siteId && <Alert type="info" showIcon title={t(W.noSite)} />}
            </Flex>
          </Card>
        )}
        {look.isPending && <Card loading />}
        {look.error && <Fault error={look.error} onRetry={() => look.variables && ask(look.variables.text)} />}
        {look.data?.found && (
          <LookedUp found={look.data.found} text={look.variables?.text ?? ''} site={site} onNext={again} />
        )}
        {look.data?.byHand && (
          <ByHandResult byHand={look.data.byHand} text={look.variables?.text ?? ''} site={site} onNext={again} />
        )}
      </Flex>
    </Page>
  );
}

/** What the record says; where there is no network, what the slip says by itself. */
async function lookUp({ text, siteId }: Asked) {
  const slip = isSlip(text);
  const body = { ...(slip ? { slip: text } : { code: text }), ...(siteId === undefined ? {} : { siteId }) };
  try {
    const found = await told(api.POST('/api/v1/field-checks/look-up', { body }));
    noteReach(true);
    return { found };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 0) throw error;
    noteReach(false);
    const byHand: SlipByHand = slip ? await checkByHand(text) : { verdict: 'unknown' };
    return { byHand };
  }
}
