import { createSecretKey, randomBytes } from 'node:crypto';
import express from 'express';
import jwt from 'jsonwebtoken';
import knex from 'knex';
import { uuidv7 } from 'uuidv7';

/**
 * What a team would write in an afternoon: Express and Knex on the tables and indexes of the service, a token checked, a
 * row written as it came, a page joined. It judges, validates and records nothing.
 */
const [, , empty, filled] = process.argv;
const KEY = createSecretKey(randomBytes(32));

const open = (filename) =>
  knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection, done) => {
        connection.pragma('journal_mode = WAL');
        connection.pragma('synchronous = FULL');
        done(null, connection);
      },
    },
  });
const writing = open(empty);
const reading = filled ? open(filled) : writing;

const bytesOf = (uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const textOf = (bytes) => bytes?.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const GATE = bytesOf(uuidv7());

const app = express();
app.use(express.json());
app.use((request, response, next) => {
  try {
    jwt.verify(request.get('authorization')?.slice('Bearer '.length) ?? '', KEY, { algorithms: ['HS256'] });
    next();
  } catch {
    response.status(401).json({ error: 'unauthorized' });
  }
});

app.post('/passages', async (request, response) => {
  const { eventId, passedAt, direction, plate, plateColour, confidence, lane, vehicle, cargo, barrier } = request.body;
  const id = uuidv7();
  const bytes = bytesOf(id);
  const at = Date.parse(passedAt);
  await writing('passages').insert({
    ...{ id: bytes, gate_id: GATE, enterprise_id: GATE, county_code: '140302', event_id: eventId },
    ...{ passed_at: at, received_at: Date.now(), direction, plate_raw: plate, plate, plate_colour: plateColour },
    ...{ confidence_e4: Math.round(confidence * 10_000), lane, asserted: JSON.stringify(vehicle) },
    ...{ cargo: JSON.stringify(cargo), barrier, access_id: bytes, visit_id: bytes, outcome: 'compliant' },
    ...{ basis: 'asserted', hold: 0, law_at: at, facts: '', outcomes: '', judged_at: at, tally: 'g6anw' },
  });
  response.status(201).json({ id, outcome: 'compliant' });
});

app.get('/violations', async (request, response) => {
  const { countyCode, rule, from, to } = request.query;
  const rows = await reading('violation_rules as r')
    .join('violations as v', 'v.id', 'r.violation_id')
    .join('organisations as o', 'o.id', 'v.enterprise_id')
    .join('gates as g', 'g.id', 'v.gate_id')
    .where({ 'r.rule': rule, 'r.county_code': countyCode, 'v.effect': 'breach' })
    .andWhere('r.occurred_at', '>=', Date.parse(`${from}T00:00:00+08:00`))
    .andWhere('r.occurred_at', '<', Date.parse(`${to}T00:00:00+08:00`) + 86_400_000)
    .orderBy([
      { column: 'r.occurred_at', order: 'desc' },
      { column: 'r.violation_id', order: 'desc' },
    ])
    .limit(50)
    .select('v.*', 'o.name as enterprise_name', 'g.name as gate_name');
  const items = rows.map((row) => ({
    ...{ id: textOf(row.id), kind: row.kind, effect: row.effect, rule: row.rule, clause: row.clause },
    ...{ alsoRules: JSON.parse(row.also_rules), policy: row.policy, legalDay: row.legal_day, status: row.status },
    ...{ occurredAt: new Date(row.occurred_at).toISOString(), countyCode: row.county_code },
    ...{ enterpriseId: textOf(row.enterprise_id), enterpriseName: row.enterprise_name, gateName: row.gate_name },
    ...{ plate: row.plate, plateColour: row.plate_colour, emissionStage: row.emission_stage },
    ...{ evidence: row.evidence, recordedAt: new Date(row.recorded_at).toISOString() },
  }));
  response.json({ items });
});

const server = app.listen(0, '127.0.0.1', () => {
  const token = jwt.sign({ sub: 'bench' }, KEY, { expiresIn: '12h' });
  process.send?.({ url: `http://127.0.0.1:${server.address().port}`, token });
});
process.on('disconnect', () => process.exit(0));
