import { KIND_NAMES } from '../../../domain/enforcement/kind-names.ts';
import type { Message } from '../../../domain/failure.ts';
import type { CleanMode } from '../../../domain/fleet/clean-share.ts';
import type { Barrier, Basis, Direction, Outcome } from '../../../domain/gates/passage.ts';
import type { Doubt } from '../../../domain/gates/plate-candidates.ts';
import type { VisitState } from '../../../domain/gates/stay.ts';
import { w } from '../../session/language.ts';

type Words<Code extends string> = Readonly<Record<Code, Message>>;

export const OUTCOME_WORDS: Words<Outcome> = {
  violation: w('违规', 'Breach'),
  unverified: w('待核实', 'Unverified'),
  exempt: w('豁免', 'Exempt'),
  compliant: w('合规', 'Compliant'),
};

export const BARRIER_WORDS: Words<Barrier> = {
  passed: w('已放行', 'Let through'),
  refused: w('已拦停', 'Turned away'),
  forced: w('闯杆或强行通过', 'Forced its way'),
};

export const BASIS_WORDS: Words<Basis> = {
  verified: w('已核实', 'verified'),
  asserted: w('门禁上报', 'as the gate says'),
  unknown: w('来源不明', 'source unknown'),
};

export const VISIT_STATE_WORDS: Words<VisitState> = {
  inside: w('在厂', 'Inside'),
  overstayed: w('超时在厂', 'Too long inside'),
  closed: w('已出厂', 'Left'),
  exit_only: w('只有出厂记录', 'Only its exit is known'),
  entry_only: w('缺出厂记录', 'Its exit is missing'),
  refused: w('被拦停', 'Turned away'),
};

export const DOUBT_WORDS: Words<Doubt> = {
  unreadable: w('未识别出号牌', 'No plate read'),
  low_confidence: w('识别可信度低', 'Read with little confidence'),
  unknown_shape: w('号牌式样不符', 'No plate has this shape'),
  candidates: w('与登记车辆相近', 'Close to a registered vehicle'),
  proposed: w('企业提出更正', 'Proposed by the enterprise'),
};

export const MODE_WORDS: Words<CleanMode> = {
  rail: w('铁路', 'Rail'),
  water: w('水路', 'Water'),
  pipe: w('管道', 'Pipe'),
  belt: w('管状带式输送机', 'Tubular belt'),
};

export const FLOW_WORDS: Words<Direction> = { in: w('运入', 'Brought in'), out: w('运出', 'Taken out') };

export const GATE_STATE_WORDS: Words<'heard' | 'silent' | 'never'> = {
  heard: w('在线', 'Heard from'),
  silent: w('静默', 'Silent'),
  never: w('从未联网', 'Never heard'),
};

const FLAG_WORDS: Readonly<Record<string, Message>> = KIND_NAMES;

/** What a flag of a passage is called; one not known here is called a notice. */
export const flagWord = (kind: string): Message => FLAG_WORDS[kind] ?? w('数据提示', 'Notice about the data');

/** The options of a choice among codes, in the order of their words. */
export const optionsOf = <Code extends string>(words: Words<Code>, t: (message: Message) => string) =>
  (Object.keys(words) as Code[]).map((value) => ({ value, label: t(words[value]) }));
