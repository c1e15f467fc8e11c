import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from '../../src/demo/client.ts';
import { callerOf } from '../../src/demo/client.ts';
import { addEnterprise, addGate, addToken, adminOf, inGroups, serve } from './registry.ts';

/** Of ten million passages a year; of fewer so many that each is as busy. */
const ENTERPRISES = 500;
const PASSAGES_EACH = 1_600;
const WITH_TOKENS = 64;
const TEMPLATES = 200;
const FIRST = Date.parse('2022-01-05T08:00:00+08:00');

export type Plant = { readonly id: string; readonly countyCode: string; readonly gateId: string };

/** The plants of a registry with a gate each, and the tokens of the first gates. */
export type Furniture = { readonly enterprises: readonly Plant[]; readonly tokens: readonly string[] };

/**
 * Makes a registry in a folder with the enterprises of so many passages over the six counties, at most 500, and some hundred
 * passages that the service judged.
 */
export async function furnish(folder: string, passages: number): Promise<Furniture> {
  const count = Math.max(WITH_TOKENS, Math.min(ENTERPRISES, Math.round(passages / PASSAGES_EACH)));
  const registry = await serve(folder);
  try {
    const admin = await adminOf(registry);
    const enterprises = await inGroups(count, async (number): Promise<Plant> => {
      const { id, countyCode } = await addEnterprise(admin, number);
      return { id, countyCode, gateId: await addGate(admin, id) };
    });
    const tokens = await inGroups(WITH_TOKENS, (number) => addToken(admin, enterprises[number]?.gateId ?? ''));
    const gate = callerOf(registry.url, tokens[0]);
    const visits = Array.from({ length: TEMPLATES }, (_, number) => visit(number));
    await gate.post('/passages/batch', { passages: visits.map(([entry]) => entry) });
    await gate.post('/passages/batch', { passages: visits.map(([, exit]) => exit) });
    await jobsDone(admin);
    return { enterprises, tokens };
  } finally {
    await registry.close();
  }
}

/** Waits for what the facts of the plants have set off: it would else go over all the copies. */
async function jobsDone(admin: Caller): Promise<void> {
  while ((await admin.get<{ items: unknown[] }>('/jobs?status=queued&limit=1')).items.length > 0) await sleep(50);
}

/** A truck that brings coal and leaves empty; one in eight breaks a rule, one in eight is electric. */
function visit(number: number): readonly [entry: object, exit: object] {
  const stage = number % 8 === 0 ? '5' : number % 8 === 4 ? 'D' : '6';
  const passage = (direction: 'in' | 'out', minutes: number, cargo: object) => ({
    eventId: `template-${number}-${direction}`,
    passedAt: new Date(FIRST + (number * 5 + minutes) * 60_000).toISOString(),
    direction,
    plate: stage === 'D' ? `晋C${10_000 + number}D` : `晋C${10_000 + number}`,
    plateColour: stage === 'D' ? 'yellow_green' : 'yellow',
    confidence: 0.9 + (number % 10) / 100,
    lane: 1 + (number % 3),
    vehicle: {
      vin: 'LFWSRXSJ3KAD57951',
      emissionStage: stage,
      fuel: stage === 'D' ? 'electric' : 'diesel',
      usage: 'operating',
      vehicleType: number % 3 === 0 ? 'Q11' : 'H17',
      registeredOn: '2019-05-06',
    },
    cargo,
    barrier: 'passed',
  });
  const tonnes = 20 + (number % 25) + (number % 10) / 10;
  return [
    passage('in', 0, { name: '煤炭', bulk: true, tonnes }),
    passage('out', 35 + (number % 11), { name: '无', bulk: false, empty: true }),
  ];
}
