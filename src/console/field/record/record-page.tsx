import { useParams } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useT } from '../../session/language.ts';
import { useMe } from '../../session/session-provider.tsx';
import { useEntry } from '../outbox/entries.ts';
import { EntryEditor } from './entry-editor.tsx';
import { EntryStatus } from './entry-status.tsx';
import { KIND_WORDS, TRAIL } from './record-words.ts';

/** One record: being written, or what became of it. */
export function RecordPage() {
  const t = useT();
  const me = useMe();
  const { id = '' } = useParams();
  const { data: entry, isPending, error } = useEntry(me.id, id);
  if (error) return <Fault error={error} />;
  if (isPending) return <Loading />;
  if (!entry) return <Fault error={new Problem(404, {})} />;
  return (
    <Page title={`${t(KIND_WORDS[entry.kind])} · ${entry.machine.title}`} trail={TRAIL}>
      {entry.state === 'draft' ? <EntryEditor key={entry.id} entry={entry} /> : <EntryStatus entry={entry} />}
    </Page>
  );
}
