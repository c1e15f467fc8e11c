import { Empty } from 'antd';
import { useNavigate } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { DraftList } from '../../parts/drafts/draft-list.tsx';
import { useKeyedDraft } from '../../parts/drafts/use-keyed-draft.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { useLaw } from '../parts/use-law.ts';
import { RecordForm } from './record-form.tsx';

const W = {
  title: w('记录渣土车等违规', 'Record what was seen'),
  list: w('违法线索', 'Violations'),
  drafts: w('没有提交的记录', 'Begun and not on record'),
  none: w('现行规则中没有可以人工记录的违规情形。', 'The law in force lists nothing to be recorded by hand.'),
};

/** What an officer saw on the street and no gate tells of, such as a muck truck that spills its load (clause 2.5). */
export function RecordPage() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const law = useLaw();
  const kept = useKeyedDraft();
  if (!may('violation.record')) return <Fault error={new Problem(403, {})} />;
  if (!law || !kept) return <Loading />;
  return (
    <Page title={W.title} trail={[{ to: '/violations', title: W.list }]}>
      <div style={{ maxWidth: 720 }}>
        <DraftList
          kind="violation"
          title={W.drafts}
          but={kept.key}
          onOpen={({ key }) => void go(`/violations/new?draft=${key}`)}
        />
        {law.manualKinds.length === 0 ? (
          <Empty description={t(W.none)} />
        ) : (
          <RecordForm key={kept.key} draftKey={kept.key} draft={kept.draft} kinds={law.manualKinds} />
        )}
      </div>
    </Page>
  );
}
