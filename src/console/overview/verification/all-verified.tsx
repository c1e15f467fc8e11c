import { w } from '../../session/language.ts';
import { NothingWaits } from '../nothing-waits.tsx';

const W = {
  none: w('没有待核验的车辆', 'Nothing waits to be verified'),
  why: w(
    '企业新申报的车辆和未建档的过车号牌会出现在这里；也可放宽统计天数。',
    'What enterprises declare and plates on no register appear here. A longer window may show more.',
  ),
};

export const AllVerified = () => <NothingWaits says={W.none} later={W.why} />;
