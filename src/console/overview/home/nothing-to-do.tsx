import { w } from '../../session/language.ts';
import { NothingWaits } from '../nothing-waits.tsx';

const W = {
  none: w('目前没有待办事项', 'Nothing waits for you'),
  later: w('有新情况时会自动出现在这里。', 'What comes up appears here by itself.'),
};

/** The calm state of the desk. */
export const NothingToDo = () => <NothingWaits says={W.none} later={W.later} />;
