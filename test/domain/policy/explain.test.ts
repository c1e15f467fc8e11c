import { describe, expect, it } from 'vitest';
import { explainFlag } from '../../../src/domain/enforcement/why.ts';
import { explain } from '../../../src/domain/policy/explain.ts';
import { decide, type RuleDecision } from '../../../src/domain/policy/kernel.ts';
import type { Facts } from '../../../src/domain/policy/vocabulary.ts';
import {
  coal,
  cokingPlant,
  diesel,
  judged,
  policies,
  powerPlant,
  powerPlantByRoad,
  registered,
  type Scene,
} from '../gates/builders.ts';

function both(decision: RuleDecision | undefined): [string, string] {
  if (!decision) throw new Error('no such rule');
  return [explain(decision, 'en'), explain(decision, 'zh')];
}
const why = (rule: string, scene: Scene) => both(judged(scene).decisions.find((decision) => decision.rule === rule));

describe('the explanation of a decision', () => {
  it('of a breach: clause, what was required, what made it apply, where each fact came from, since when', () => {
    const [en, zh] = why('bulk-freight-china-vi', {
      at: '2022-01-03T08:15:30+08:00',
      enterprise: cokingPlant,
      asserted: diesel('5'),
    });
    expect(en).toBe(
      '2.4.2b broken: emission stage: China V (asserted by the gate), asked China VI or newer or zero-tailpipe; it is a goods vehicle: yes (asserted by the gate); the enterprise is industrial: yes (by the enterprise record); annual freight in tonnes: 1800000 (by the enterprise record), asked ≥ 1500000; its dedicated rail line is completed: no (by the enterprise record) (in force from 2022-01-01)',
    );
    expect(zh).toBe(
      '2.4.2b 违反：排放阶段：国五（门禁上报），要求国六及以上或零排放；为货车：是（门禁上报）；为工业企业：是（企业档案）；年货运量（吨）：1800000（企业档案），要求≥ 1500000；铁路专用线已建成：否（企业档案）（自2022-01-01起施行）',
    );
  });

  it('of what is complied with: the fact that settles it', () => {
    const [en, zh] = why('bulk-freight-china-v', {
      at: '2021-06-01T12:00:00+08:00',
      enterprise: cokingPlant,
      registry: registered(),
    });
    expect(en).toBe(
      '2.4.2a complied with: emission stage: China V (verified in the register), asked China V or newer (in force from 2021-01-01 to before 2022-01-01)',
    );
    expect(zh).toBe('2.4.2a 符合：排放阶段：国五（登记核实），要求国五及以上（自2021-01-01起施行，至2022-01-01前）');
  });

  it('of what cannot be decided: what is missing, and what is already not met', () => {
    const [en, zh] = why('planning-area-china-vi', {
      at: '2021-10-15T12:00:00+08:00',
      enterprise: powerPlant,
      asserted: diesel('5'),
    });
    expect(en).toBe(
      '2.4.2c cannot be decided: unknown: the cargo is bulk; emission stage: China V (asserted by the gate), asked China VI or newer; it is a new-energy vehicle: no (asserted by the gate) (in force from 2021-10-01)',
    );
    expect(zh).toBe(
      '2.4.2c 无法判定：未知：装载大宗物料；排放阶段：国五（门禁上报），要求国六及以上；为新能源车辆：否（门禁上报）（自2021-10-01起施行）',
    );
  });

  it('of what does not apply: the facts that keep it away', () => {
    const [en, zh] = why('planning-area-china-vi', {
      at: '2021-10-15T12:00:00+08:00',
      enterprise: cokingPlant,
      asserted: diesel('5'),
      cargo: coal,
    });
    expect(en).toBe(
      '2.4.2c does not apply: it lies in the city planning area: no (by the enterprise record); sector of the enterprise: coking (by the enterprise record), asked ∈ power (in force from 2021-10-01)',
    );
    expect(zh).toBe(
      '2.4.2c 不适用：位于市规划区：否（企业档案）；企业行业：焦化（企业档案），要求∈ 电力（自2021-10-01起施行）',
    );
  });

  it('of a rule that is not in force that day', () => {
    const scene = { at: '2021-09-30T12:00:00+08:00', enterprise: powerPlant, asserted: diesel('5') };
    expect(why('planning-area-china-vi', scene)).toEqual([
      '2.4.2c does not apply (not in force on that day)',
      '2.4.2c 不适用（当日未施行）',
    ]);
  });

  it('of an order with none on record', () => {
    const [en, zh] = why('alert-graded-transport', { at: '2021-11-01T12:00:00+08:00', enterprise: cokingPlant });
    expect(en).toBe('3.3 does not apply: an order in force bars it: no (none on record) (in force from 2021-01-01)');
    expect(zh).toBe('3.3 不适用：应急管控令限制该车辆：否（无相关记录）（自2021-01-01起施行）');
  });

  it('of an exemption: the exemption, and what it excuses', () => {
    const policy = policies.on('2021-12-01');
    if (!policy) throw new Error('a policy applies');
    const known: Facts = {
      'order.barsVehicle': { value: true, origin: 'record' },
      'access.entering': { value: true, origin: 'message' },
      'exemption.granted': { value: true, origin: 'record' },
    };
    const [en, zh] = both(decide(policy, 'passage', '2021-12-01', known).find(({ clause }) => clause === '3.3'));
    expect(en).toBe(
      '3.3 exempt: an officer granted an exemption: yes (on record); an order in force bars it: yes (on record); it enters: yes (as the passage says) (in force from 2021-01-01)',
    );
    expect(zh).toBe(
      '3.3 豁免：已获豁免：是（有记录）；应急管控令限制该车辆：是（有记录）；为进厂：是（过车记录）（自2021-01-01起施行）',
    );
  });

  it('of a flag for review: what put it on the list', () => {
    const [en, zh] = why('china-iii-access', {
      at: '2022-02-01T12:00:00+08:00',
      enterprise: cokingPlant,
      registry: registered({ emissionStage: '3' }),
    });
    expect(en).toBe(
      '2.4.4 for review: it is on the overdue retirement list: yes (verified in the register) (in force from 2022-01-01)',
    );
    expect(zh).toBe('2.4.4 待复核：列入逾期淘汰名单：是（登记核实）（自2022-01-01起施行）');
  });

  it('of a passage without a readable plate', () => {
    const scene = { at: '2022-01-03T12:00:00+08:00', enterprise: cokingPlant, asserted: diesel('6'), plate: '' };
    expect(why('bulk-freight-china-vi', scene)).toEqual([
      '2.4.2b cannot be decided: unknown: the plate was read (in force from 2022-01-01)',
      '2.4.2b 无法判定：未知：号牌可识别（自2022-01-01起施行）',
    ]);
  });

  it('carries the tree it came from: what was asked, what was known, who said so', () => {
    const scene = { at: '2022-01-03T12:00:00+08:00', enterprise: powerPlantByRoad, asserted: diesel('5'), cargo: coal };
    const decision = judged(scene).decisions.find(({ clause }) => clause === '2.4.2b');
    expect(decision?.why).toMatchObject({
      inForce: { from: '2022-01-01' },
      applies: { op: 'all', value: 'yes' },
      requires: {
        op: 'any',
        value: 'no',
        because: [
          { op: 'fact', value: 'no', fact: 'vehicle.emissionStage', test: '≥ 6', actual: '5', origin: 'asserted' },
          { op: 'fact', value: 'no', fact: 'vehicle.emissionStage', test: '= D', actual: '5', origin: 'asserted' },
        ],
      },
      unless: [],
    });
    expect(decision?.why.citation.zh).toContain('2022年起达到国六标准');
  });
});

describe('the explanation of a finding', () => {
  it('says in both languages what was odd, with what was told', () => {
    const finding = { finding: 'stage_conflict', facts: { registered: '4', asserted: '6' } };
    expect(explainFlag(finding, 'en')).toBe(
      'The gate asserts another emission stage than the register holds. (registered 4, asserted 6)',
    );
    expect(explainFlag(finding, 'zh')).toBe('门禁上报的排放阶段与登记信息不一致。（登记 4，上报 6）');
  });

  it('of a rule is the explanation of its decision', () => {
    const [flag] = judged({ at: '2022-01-03T12:00:00+08:00', enterprise: cokingPlant, asserted: diesel('5') }).flags;
    if (!flag) throw new Error('it is flagged');
    expect(explainFlag({ decision: flag.decision, facts: {} }, 'zh')).toBe(explain(flag.decision, 'zh'));
  });
});
