import { useSearchParams } from 'react-router';
import { useKeyedDraft } from '../../parts/drafts/use-keyed-draft.ts';
import { Loading } from '../../parts/loading.tsx';
import { MachineWizard } from './machine-wizard.tsx';

/** Adds a machine, from where it was left: what is typed is kept on the device under the key in the page's address. */
export function AddMachine() {
  const [asked] = useSearchParams();
  const kept = useKeyedDraft();
  if (!kept) return <Loading />;
  const site = asked.get('then') === 'file' ? (asked.get('site') ?? '') : undefined;
  return <MachineWizard key={kept.key} draftKey={kept.key} draft={kept.draft} fileFor={site} />;
}
