import { useNavigate } from 'react-router';
import { DraftList } from '../../parts/drafts/draft-list.tsx';
import { type Draft, draftsHere } from '../../parts/drafts/drafts.ts';
import { w } from '../../session/language.ts';

const W = { title: w('没有提交的申诉', 'Appeals begun and not sent') };

export const APPEAL_DRAFT = 'appeal';

const violationOf = ({ content }: Draft): string => String(content.violationId ?? '');

/** The appeal against a violation that a user began on this device, if any. */
export const draftAgainst = async (violationId: string, userId: string): Promise<Draft | undefined> =>
  (await draftsHere(userId, APPEAL_DRAFT)).find((draft) => violationOf(draft) === violationId);

/** Appeals that the user began and did not send; nothing where there are none. */
export function AppealDrafts() {
  const go = useNavigate();
  return (
    <DraftList
      kind={APPEAL_DRAFT}
      title={W.title}
      onOpen={(draft) => void go(`/appeals/new?violation=${violationOf(draft)}`)}
    />
  );
}
