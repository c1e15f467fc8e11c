import { LinkOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Flex, Input, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import { api, newKey, type Schema, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mark, Stage } from '../../parts/tags.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useT, w } from '../../session/language.ts';
import type { Detail } from './passage-page.tsx';

const W = {
  link: w('关联机械', 'Link a machine'),
  says: w(
    '关联只作为证据，不代替进场报告：车到厂区不等于机械已进场。',
    'A link is evidence. It never reports an entry: the truck reached the plant, not the site.',
  ),
  near: w('近日计划进场的机械', 'Machines that are to enter about this day'),
  none: w('没有计划在近日进场的机械，请按号码查找。', 'None is to enter about this day: look it up by a number.'),
  number: w('按机械号码查找', 'Look it up by a number'),
  hint: w('环保登记号码、MEIN、PIN、出厂编号', 'Environmental code, MEIN, PIN or serial number'),
  unknown: w('没有这个号码的机械。', 'There is no machine with this number.'),
  choose: w('选用', 'Take this'),
  ground: w('本厂区工地', 'On this ground'),
  done: w('已关联', 'Linked'),
  more: w('更多', 'More'),
};

type Card = Schema<'MachineCard'>;
type Candidate = Schema<'MachineCandidate'>;

/** The way to link the machine that a truck brought: out of those that are to enter about that day, or by its number. */
export function LinkMachine({ passage, onDone }: { readonly passage: Detail; readonly onDone: () => void }) {
  const t = useT();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const link = useMutation({
    mutationFn: (body: { machineId: string; filingId?: string }) =>
      told(
        api.POST('/api/v1/passages/{id}/machines', {
          params: { path: { id: passage.id }, header: { 'Idempotency-Key': newKey() } },
          body,
        }),
      ),
    onSuccess: () => {
      setOpen(false);
      void message.success(t(W.done));
      onDone();
    },
  });
  return (
    <>
      <Button icon={<LinkOutlined />} onClick={() => setOpen(true)}>
        {t(W.link)}
      </Button>
      <Drawer title={t(W.link)} open={open} onClose={() => setOpen(false)} size={560} destroyOnHidden>
        <Flex vertical gap={16}>
          <Typography.Text>{t(W.says)}</Typography.Text>
          {link.error && <Alert role="alert" type="error" showIcon title={link.error.message} />}
          <Candidates passageId={passage.id} onChoose={link.mutate} />
          <ByNumber onChoose={(machineId) => link.mutate({ machineId })} />
        </Flex>
      </Drawer>
    </>
  );
}

function Candidates({
  passageId,
  onChoose,
}: {
  readonly passageId: string;
  readonly onChoose: (link: { machineId: string; filingId?: string }) => void;
}) {
  const t = useT();
  const pages = usePages<Candidate>(['machine-candidates', passageId], (cursor) =>
    told(
      api.GET('/api/v1/passages/{id}/machine-candidates', {
        params: { path: { id: passageId }, query: cursor === undefined ? {} : { cursor } },
      }),
    ),
  );
  if (pages.error) return <Fault error={pages.error} onRetry={pages.again} />;
  if (pages.asking) return <Loading />;
  return (
    <section aria-label={t(W.near)}>
      <h2 style={{ fontSize: 15, margin: '0 0 8px' }}>{t(W.near)}</h2>
      {pages.rows.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      <Flex vertical gap={10}>
        {pages.rows.map(({ machine, onGround, filingId, siteName, plannedEntryOn }) => (
          <Found
            key={`${machine.id} ${filingId ?? ''}`}
            card={machine}
            onChoose={() => onChoose({ machineId: machine.id, ...(filingId ? { filingId } : {}) })}
          >
            {onGround && <Mark tone="good">{t(W.ground)}</Mark>}{' '}
            {[siteName, plannedEntryOn].filter((one) => one !== undefined).join(' · ')}
          </Found>
        ))}
      </Flex>
      {pages.more && (
        <Button onClick={pages.more} style={{ marginTop: 8 }}>
          {t(W.more)}
        </Button>
      )}
    </section>
  );
}

function ByNumber({ onChoose }: { readonly onChoose: (machineId: string) => void }) {
  const t = useT();
  const search = useMutation({
    mutationFn: (code: string) => told(api.POST('/api/v1/machines/search', { body: { code } })),
  });
  return (
    <search aria-label={t(W.number)}>
      <h2 style={{ fontSize: 15, margin: '0 0 8px' }}>{t(W.number)}</h2>
      <Input.Search
        aria-label={t(W.number)}
        placeholder={t(W.hint)}
        enterButton
        maxLength={60}
        loading={search.isPending}
        onSearch={(text) => text.trim() && search.mutate(text.trim())}
      />
      <Flex vertical gap={10} aria-live="polite" style={{ marginTop: 10 }}>
        {search.error && <Alert type="error" showIcon title={search.error.message} />}
        {search.data?.items.length === 0 && <Typography.Text type="secondary">{t(W.unknown)}</Typography.Text>}
        {search.data?.items.map((card) => (
          <Found key={card.id} card={card} onChoose={() => onChoose(card.id)} />
        ))}
      </Flex>
    </search>
  );
}

function Found({
  card,
  onChoose,
  children,
}: {
  readonly card: Card;
  readonly onChoose: () => void;
  readonly children?: ReactNode;
}) {
  const t = useT();
  const category = t(MACHINE_CATEGORY_NAMES[card.category]);
  return (
    <Flex gap={8} wrap align="center" justify="space-between">
      <span>
        <strong>{card.name}</strong>
        {category === card.name ? '' : ` · ${category}`} <Stage code={card.emissionStage} /> {children}
      </span>
      <Button onClick={onChoose} aria-label={`${t(W.choose)} ${card.name}`}>
        {t(W.choose)}
      </Button>
    </Flex>
  );
}
