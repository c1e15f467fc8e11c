import { ExperimentOutlined, EyeOutlined, RedoOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useNavigate } from 'react-router';
import { useT, w } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { noteSite, type Site } from '../known-sites.ts';
import { begin } from '../outbox/entries.ts';
import type { EntryForm, EntryKind, MachineMet } from '../outbox/entry.ts';
import { lastInstrument } from '../record/last-instrument.ts';

const W = {
  test: w('记录烟度检测', 'Record a smoke test'),
  seen: w('登记现场所见', 'Record it as seen'),
  next: w('查下一台', 'Next machine'),
};

/** What to do about the machine that stands there. Nothing is recorded without a site. */
export function NextSteps({
  site,
  machine,
  form,
  onNext,
}: {
  readonly site: Site | undefined;
  readonly machine: MachineMet;
  readonly form: EntryForm;
  readonly onNext: () => void;
}) {
  const t = useT();
  const me = useMe();
  const go = useNavigate();
  const start = async (kind: EntryKind) => {
    if (!site) return;
    noteSite(me.id, site.id);
    const typed = kind === 'inspection' ? { ...lastInstrument(me.id), ...form } : form;
    const entry = await begin({ userId: me.id, kind, site: { id: site.id, name: site.name }, machine, form: typed });
    void go(`/field/records/${entry.id}`);
  };
  return (
    <Flex gap={8} wrap>
      {site && (
        <>
          <Button
            type="primary"
            size="large"
            icon={<ExperimentOutlined />}
            style={{ flex: '1 1 200px' }}
            onClick={() => void start('inspection')}
          >
            {t(W.test)}
          </Button>
          <Button
            size="large"
            icon={<EyeOutlined />}
            style={{ flex: '1 1 200px' }}
            onClick={() => void start('site_entry')}
          >
            {t(W.seen)}
          </Button>
        </>
      )}
      <Button size="large" icon={<RedoOutlined />} style={{ flex: '1 1 120px' }} onClick={onNext}>
        {t(W.next)}
      </Button>
    </Flex>
  );
}
