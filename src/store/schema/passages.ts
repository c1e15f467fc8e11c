import { isNull } from 'drizzle-orm';
import type { Columns } from '../columns.ts';

const OUTCOMES = { violation: 'V', unverified: 'U', exempt: 'E', compliant: 'C' };
const BASES = { verified: 'V', asserted: 'A', unknown: 'U' };
const BARRIERS = { passed: 'P', refused: 'R', forced: 'F' };

/** Passages with the decisions on them. */
export const passageTables = (c: Columns) => {
  const passages = c.table(
    'passages',
    {
      id: c.id('id').primaryKey(),
      gateId: c.id('gate_id').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      eventId: c.text('event_id').notNull(),
      passedAt: c.instant('passed_at').notNull(),
      receivedAt: c.instant('received_at').notNull(),
      direction: c.text('direction').notNull(),
      plateRaw: c.text('plate_raw'),
      /** Normalised; empty where none was read. */
      plate: c.text('plate').notNull(),
      plateColour: c.text('plate_colour'),
      confidenceE4: c.int('confidence_e4'),
      lane: c.int('lane'),
      /** What the gate says of the vehicle (`AssertedVehicle`), never the registry's word. */
      asserted: c.terseJson('asserted'),
      cargo: c.terseJson('cargo'),
      barrier: c.word('barrier', BARRIERS),
      barrierReason: c.text('barrier_reason'),
      /** First reading of the access this reading belongs to (its own id where it is the first). */
      accessId: c.id('access_id').notNull(),
      /** First reading of the visit: the entry's, or an unpaired exit's own. */
      visitId: c.id('visit_id').notNull(),
      outcome: c.word('outcome', OUTCOMES).notNull(),
      basis: c.word('basis', BASES).notNull(),
      hold: c.bool('hold').notNull(),
      /** `yangquan-2021@1`, or null where no policy applied. */
      policy: c.terse('policy'),
      /** The instant whose law judged it: the access's, or the paired entry's. */
      lawAt: c.instant('law_at').notNull(),
      facts: c.terse('facts').notNull(),
      outcomes: c.terse('outcomes').notNull(),
      judgedAt: c.instant('judged_at').notNull(),
      /** The camera that told of it; null where a gate computer did. */
      deviceId: c.id('device_id'),
      /** What a camera's own clock said, where `passed_at` may be the arrival instead. */
      deviceTime: c.instant('device_time'),
      /** Set where the camera marked the event as offline or sent again. */
      resent: c.bool('resent'),
      /** Other plates the camera thought possible, likeliest first. */
      alternatives: c.json('alternatives'),
      /** Version of the offline list by which the gate decided alone. */
      listVersion: c.int('list_version'),
      /** What reports count of it (`encodeTally`); null until a row of before there were tallies is filled. */
      tally: c.text('tally'),
      /** Mass of the access's load, kg, on its first reading. */
      loadKg: c.int('load_kg'),
    },
    (t) => [
      c.index('passages_untallied').on(t.id).where(isNull(t.tally)),
      c.index('passages_plate').on(t.plate, t.passedAt, c.tail(t.enterpriseId)),
      c.index('passages_enterprise').on(t.enterpriseId, t.passedAt),
      c.index('passages_time').on(t.passedAt),
    ],
  );

  /**
   * What accesses add up to, so that reports need not read passages: of a legal day, and of a month under its first day.
   * Rows may stand at zero, and one sum may lie in several rows (`shard`), so that writers do not wait for each other.
   */
  const accessSums = c.table(
    'access_sums',
    {
      /** `day` or `month`. */
      span: c.text('span').notNull(),
      startsOn: c.day('starts_on').notNull(),
      enterpriseId: c.id('enterprise_id').notNull(),
      countyCode: c.text('county_code').notNull(),
      direction: c.text('direction').notNull(),
      tally: c.text('tally').notNull(),
      shard: c.int('shard').notNull(),
      count: c.long('count').notNull(),
      /** Mass of the loads. */
      kg: c.long('kg').notNull(),
    },
    (t) => [
      c
        .uniqueIndex('access_sums_key')
        .on(t.span, t.startsOn, t.enterpriseId, t.countyCode, t.direction, t.tally, t.shard),
    ],
  );

  /** A person's correction of a plate as read (号牌更正): the trail of who put what in place of what, and why. */
  const plateCorrections = c.table(
    'plate_corrections',
    {
      id: c.id('id').primaryKey(),
      passageId: c.id('passage_id').notNull(),
      plateBefore: c.text('plate_before').notNull(),
      colourBefore: c.text('colour_before'),
      plateAfter: c.text('plate_after').notNull(),
      colourAfter: c.text('colour_after'),
      reason: c.text('reason').notNull(),
      at: c.instant('at').notNull(),
      actorId: c.id('actor_id').notNull(),
    },
    (t) => [c.index('plate_corrections_passage').on(t.passageId, t.id)],
  );

  const eventKeys = c.table('event_keys', {
    /** First 16 bytes of SHA-256(gate ‖ eventId). */
    key: c.bytes('key').primaryKey(),
    passageId: c.id('passage_id').notNull(),
    /** First 8 bytes of SHA-256 over the normalised message; 16 in rows of before. */
    contentHash: c.bytes('content_hash').notNull(),
  });

  /** Decisions that a later judgement replaced. */
  const decisionHistory = c.table(
    'decision_history',
    {
      id: c.id('id').primaryKey(),
      passageId: c.id('passage_id').notNull(),
      outcome: c.text('outcome').notNull(),
      basis: c.text('basis').notNull(),
      policy: c.text('policy'),
      lawAt: c.instant('law_at').notNull(),
      facts: c.text('facts').notNull(),
      outcomes: c.text('outcomes').notNull(),
      judgedAt: c.instant('judged_at').notNull(),
      replacedAt: c.instant('replaced_at').notNull(),
      cause: c.text('cause').notNull(),
      hold: c.bool('hold'),
      /** Digest of the decision that took its place. */
      next: c.text('next_digest'),
    },
    (t) => [c.index('decision_history_passage').on(t.passageId, t.id)],
  );

  return { passages, accessSums, plateCorrections, eventKeys, decisionHistory };
};
