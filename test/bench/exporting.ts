import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Bench } from './bench.ts';
import { drain } from './busy.ts';
import { type Figure, figureOf, inTurns } from './figures.ts';
import { memoryOf } from './memory.ts';

/** The transport ledger as CSV over HTTP, against reading the same readings and writing a line for each visit. */
export async function measureExport(bench: Bench): Promise<Figure[]> {
  const { registry, built } = await bench.large();
  const share = Math.min(1, bench.plan.exported / (built.passages / 2));
  const until = built.startsAt + Math.floor((built.endsAt - built.startsAt) * share);
  const text = (instant: number) => encodeURIComponent(new Date(instant).toISOString());
  const path = `/ledgers/transport/export?format=csv&from=${text(built.startsAt)}&to=${text(until - 1)}`;
  const file = new Database(registry.file, { readonly: true });
  file.pragma('cache_size = -32000');
  const counts = { raw: 0, service: 0 };
  const memory = { before: 0, after: 0 };
  try {
    const { raw, service } = await inTurns(bench.plan.rounds, {
      raw: () => perSecond(() => (counts.raw = writeVisits(file, built.startsAt, until))),
      service: async (round) => {
        const token = await registry.adminToken();
        if (round === 0) memory.before = memoryOf(registry.pid);
        const answer = await perSecond(
          async () => (counts.service = (await drain(`${registry.url}/api/v1${path}`, token)) - 1),
        );
        memory.after = memoryOf(registry.pid);
        return answer;
      },
    });
    if (counts.raw !== counts.service)
      throw new Error(`the export has ${counts.service} rows, the registry ${counts.raw} visits`);
    const note = `${counts.raw.toLocaleString('en')} rows; memory ${memory.before.toFixed(0)} → ${memory.after.toFixed(0)} MB`;
    return [figureOf('export', service, raw, { note })];
  } finally {
    file.close();
  }
}

async function perSecond(work: () => number | Promise<number>): Promise<number> {
  const began = performance.now();
  const rows = await work();
  return (rows / (performance.now() - began)) * 1_000;
}

type Reading = readonly [visit: Buffer, id: Buffer, ...told: (string | number | null)[]];

/** A line for each visit that began in the period: what was told of its entry and its exit. Gives how many there are. */
function writeVisits(file: Database.Database, from: number, until: number): number {
  const readings = file
    .prepare(
      `select visit_id, id, hex(enterprise_id), county_code, plate, plate_colour, direction, passed_at, hex(gate_id), lane,
         asserted, cargo, barrier, outcome
       from passages where passed_at >= ? and passed_at < ? order by passed_at, id`,
    )
    .raw();
  const out = openSync('/dev/null', 'w');
  const lines = new Map<string, string>();
  let visits = 0;
  try {
    let text = '';
    for (const row of readings.iterate(from, until) as IterableIterator<Reading>) {
      const [visit, id, ...told] = row;
      const line = told.map(cell).join(',');
      const key = visit.toString('hex');
      const entry = lines.get(key);
      if (entry !== undefined) {
        text += `${entry},${line}\n`;
        lines.delete(key);
      } else if (visit.equals(id)) {
        visits += 1;
        lines.set(key, line);
      }
      if (text.length > 65_536) {
        writeSync(out, text);
        text = '';
      }
    }
    writeSync(out, [text, ...lines.values()].join('\n'));
  } finally {
    closeSync(out);
  }
  return visits;
}

const cell = (value: string | number | null): string =>
  typeof value === 'string' && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value ?? '');
