import { DeleteOutlined, DownOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Dropdown, Flex, Form, Input, type MenuProps, Modal } from 'antd';
import { useState } from 'react';
import { api, told } from '../api/client.ts';
import { useT, w } from '../session/language.ts';
import { useKeptKey } from './use-kept-key.ts';

const W = {
  views: w('常用视图', 'Saved views'),
  none: w('还没有保存的视图', 'None saved yet'),
  save: w('保存当前筛选…', 'Save these filters…'),
  manage: w('改名或删除…', 'Rename or remove…'),
  name: w('视图名称', 'Name of the view'),
  needed: w('请填写名称', 'Give it a name'),
  keep: w('保存', 'Save'),
  saved: w('已保存', 'Saved'),
  rename: w('改名', 'Rename'),
  remove: w('删除', 'Remove'),
  title: w('管理常用视图', 'Saved views'),
};

/**
 * Lists as the reader narrowed them, kept under names: choosing one gives its query to `onChoose`. `page` names the list; `query`
 * is how it is narrowed now, without question mark.
 */
export function SavedViews({
  page,
  query,
  onChoose,
}: {
  readonly page: string;
  readonly query: string;
  readonly onChoose: (query: string) => void;
}) {
  const t = useT();
  const [open, setOpen] = useState<'save' | 'manage'>();
  const views = useViews(page);
  const items: MenuProps['items'] = [
    ...(views.length === 0 ? [{ key: 'none', label: t(W.none), disabled: true }] : []),
    ...views.map(({ id, name, query: kept }) => ({ key: id, label: name, onClick: () => onChoose(kept) })),
    { type: 'divider' as const },
    { key: 'save', label: t(W.save), onClick: () => setOpen('save') },
    ...(views.length > 0 ? [{ key: 'manage', label: t(W.manage), onClick: () => setOpen('manage') }] : []),
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button icon={<DownOutlined />} iconPlacement="end">
          {t(W.views)}
        </Button>
      </Dropdown>
      {open === 'save' && <SaveView page={page} query={query} onDone={() => setOpen(undefined)} />}
      {open === 'manage' && (
        <Modal open title={t(W.title)} footer={null} onCancel={() => setOpen(undefined)}>
          <Flex component="ul" vertical gap={8} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {views.map(({ id, name }) => (
              <li key={id}>
                <OneView id={id} name={name} page={page} />
              </li>
            ))}
          </Flex>
        </Modal>
      )}
    </>
  );
}

function useViews(page: string) {
  const { data } = useQuery({
    queryKey: ['saved-views', page],
    queryFn: () => told(api.GET('/api/v1/saved-views', { params: { query: { page, limit: '100' } } })),
  });
  return data?.items ?? [];
}

function SaveView({
  page,
  query,
  onDone,
}: {
  readonly page: string;
  readonly query: string;
  readonly onDone: () => void;
}) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const key = useKeptKey();
  const save = useMutation({
    mutationFn: ({ name }: { readonly name: string }) => {
      const params = { header: { 'Idempotency-Key': key.of(name) } };
      return told(api.POST('/api/v1/saved-views', { params, body: { name, page, query } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['saved-views', page] });
      void message.success(t(W.saved));
      onDone();
    },
  });
  const [form] = Form.useForm<{ name: string }>();
  return (
    <Modal
      open
      title={t(W.save)}
      okText={t(W.keep)}
      onOk={() => form.submit()}
      onCancel={onDone}
      confirmLoading={save.isPending}
    >
      {save.error && (
        <Alert type="error" showIcon role="alert" title={save.error.message} style={{ marginBottom: 12 }} />
      )}
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item name="name" label={t(W.name)} rules={[{ required: true, whitespace: true, message: t(W.needed) }]}>
          <Input maxLength={100} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function OneView({ id, name, page }: { readonly id: string; readonly name: string; readonly page: string }) {
  const t = useT();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [text, setText] = useState(name);
  const done = () => queries.invalidateQueries({ queryKey: ['saved-views', page] });
  const failed = (error: Error) => void message.error(error.message);
  const params = { path: { id } };
  const rename = useMutation({
    mutationFn: () =>
      told(
        api.PATCH('/api/v1/saved-views/{id}', {
          params: { ...params, header: { 'If-Match': '*' } },
          body: { name: text.trim() },
        }),
      ),
    onSuccess: done,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => told(api.DELETE('/api/v1/saved-views/{id}', { params })),
    onSuccess: done,
    onError: failed,
  });
  return (
    <Flex gap={8}>
      <Input aria-label={t(W.name)} value={text} maxLength={100} onChange={({ target }) => setText(target.value)} />
      <Button
        disabled={text.trim() === '' || text.trim() === name}
        loading={rename.isPending}
        onClick={() => rename.mutate()}
      >
        {t(W.rename)}
      </Button>
      <Button
        danger
        icon={<DeleteOutlined />}
        aria-label={`${t(W.remove)} ${name}`}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      />
    </Flex>
  );
}
