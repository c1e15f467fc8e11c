import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyCaseFolder } from './actions/cases/verify-case-folder.ts';
import { verifyEvidence } from './actions/evidence/verify-evidence.ts';
import { verifyList } from './actions/gates/sign-gate-list.ts';
import { publishedPolicies } from './actions/policies/published-policies.ts';
import { verifyDecisions } from './actions/policies/verify-decisions.ts';
import { recount } from './actions/reports/recount.ts';
import { verifyHead } from './actions/seals/head.ts';
import { countUnsealed, verifySeals } from './actions/seals/verify.ts';
import { verifyViolationStates } from './actions/seals/verify-violations.ts';
import { reportSlip } from './actions/slips/report-slip.ts';
import type { SignedRevocations } from './actions/slips/revocations.ts';
import { type Config, readConfig } from './config.ts';
import { logIn } from './demo/client.ts';
import { play } from './demo/play.ts';
import { report } from './demo/report.ts';
import { tokenIn } from './domain/slips/slip.ts';
import { addKey, openKeys, publicKeyId } from './files/keys.ts';
import type { Service } from './service.ts';

const USAGE = `usage: node dist/cli.js <command>
  demo      start a throw-away service, play a realistic day, print what the bureau sees
  migrate   create or update the database and end
  verify [--head <head.json>]
            check the seals of the audit trail, of passages, decisions and changes of violations, that every decision
            follows from its policy and the facts kept with it, and the files of all evidence; with a head that GET /audit/head gave earlier, also that today's seals go on from it. Names each
            row that was altered, removed or inserted, and ends with 1 where there is one
  verify-list <list.json> [keys.json]
            check a gate's offline list, as GET /gates/{id}/list gave it whole, with the keys that GET /keys gave,
            or with this service's own; ends with 1 where it must not be used
  verify-case <case.zip> [--key <keys.json or key.pem>]
            check a sealed case folder, as GET /cases/{id}/export gave it, with the keys that GET /keys gave, with one
            public key, or with this service's own; ends with 1 where anything was changed, removed or added
  verify-slip <token or file> [keys.json] [revocations.json]
            check a site-entry slip: what its code holds, or a file with that; with the keys that GET /keys gave, or with
            this service's own, and the list that GET /slips/revocations gave; ends with 1 where it is forged, no slip, or on
            the list, with 2 where that cannot be told: its key is not known, or the list is not to be trusted
  recount [--mend]
            count the passages again and name each sum of a day or month, from which reports are made, that says otherwise;
            ends with 1 where there is one. --mend puts them right instead, a day at a time; the service may go on meanwhile
  rotate-keys
            add the next signing key beside the old ones, which stay good for checking`;

const DEMO_PASSWORD = 'yangquan-demo';

/** Loaded by the commands that need it alone: what checks a file answers several times as fast without. */
const theService = () => import('./service.ts');

async function demo(): Promise<void> {
  let folder = '';
  const remove = (): void => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  };
  let closing = false;
  let starting: Promise<Service> | undefined;
  const close = (): void => {
    if (closing) return;
    closing = true;
    console.log('\nleaving nothing behind');
    Promise.resolve(starting)
      .then((service) => service?.close())
      .finally(remove)
      .catch(fail);
  };
  // Before anything is made that would be left behind. Not once: npm passes on a Ctrl-C that the terminal has sent here as well.
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  folder = mkdtempSync(join(tmpdir(), 'mobile-source-registry-demo-'));
  try {
    const settings = {
      DATABASE_URL: `file:${join(folder, 'registry.db')}`,
      UPLOADS_DIR: join(folder, 'uploads'),
      ADMIN_PASSWORD: DEMO_PASSWORD,
      LOG_LEVEL: 'error',
    };
    const { host, port } = readConfig();
    starting = startOnFreePort({ ...readConfig(settings), host, port });
    const service = await starting;
    if (closing) return;
    console.log(`a throw-away registry listens on ${service.url}`);
    const admin = { username: 'admin', password: DEMO_PASSWORD };
    const logIns = await play(service.url, admin, Date.now(), (line) => console.log(`· ${line}`));
    const city = await logIn(service.url, 'city', DEMO_PASSWORD);
    for (const line of await report(city)) console.log(line);
    console.log(`\nOpen ${service.url} and sign in as one of these; the API is described at ${service.url}/docs`);
    for (const { role, username, password } of logIns)
      console.log(`  ${role.padEnd(16)}${username.padEnd(12)}${password}`);
    console.log('Ctrl-C ends it and removes everything.');
  } catch (error) {
    // Ended in the middle of the day, what is being played finds nobody to talk to; that is no failure.
    if (closing) return;
    remove();
    throw error;
  }
}

/** On the port asked for, else on any free one: a demonstration need not fail because something else listens there. */
async function startOnFreePort(config: Config): Promise<Service> {
  const { startService } = await theService();
  return startService(config).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startService({ ...config, port: 0 });
  });
}

async function migrate(): Promise<void> {
  const config = readConfig();
  const { store } = await (await theService()).openService(config);
  await store.close();
  console.log('the database is up to date');
}

async function verify(): Promise<void> {
  const config = readConfig();
  const { store, keys, files } = await (await theService()).openService(config);
  try {
    let faults = 0;
    const tell = (fault: string): void => {
      console.error(fault);
      faults += 1;
    };
    const head = publishedHead();
    if (head !== undefined) for (const fault of await verifyHead(store.bulk, keys, head)) tell(fault);
    for await (const fault of verifySeals(store.bulk, keys)) tell(fault);
    for await (const fault of verifyViolationStates(store.bulk)) tell(fault);
    const { set } = await publishedPolicies(store.bulk);
    for await (const fault of verifyDecisions(store.bulk, set)) tell(fault);
    for await (const fault of verifyEvidence(store.bulk, files)) tell(fault);
    for (const [name, rows] of Object.entries(await countUnsealed(store.bulk)))
      if (rows > 0) console.log(`${name}: ${rows} not sealed yet`);
    if (faults > 0) process.exitCode = 1;
    else console.log('all seals hold, all evidence is whole');
  } finally {
    await store.close();
  }
}

async function recountSums(): Promise<void> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { mend: { type: 'boolean', default: false } } });
  const config = readConfig();
  const { store } = await (await theService()).openService(config);
  try {
    let wrong = 0;
    for await (const line of recount(store, values)) {
      console.error(line);
      wrong += 1;
    }
    if (wrong === 0) console.log('all sums are what their passages add up to');
    else if (values.mend) console.log(`${wrong} put right`);
    else process.exitCode = 1;
  } finally {
    await store.close();
  }
}

function publishedHead(): unknown {
  const [option, file] = process.argv.slice(3);
  if (option === undefined) return undefined;
  if (option !== '--head' || file === undefined) throw new Error(USAGE);
  return read(file);
}

function verifyListFile(): void {
  const [file, keysFile] = process.argv.slice(3);
  if (file === undefined) throw new Error(USAGE);
  const faults = verifyList(read(file), keysFile === undefined ? ownKey() : keyIn(keysFile), Date.now());
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log('the list holds');
}

function verifyCaseFile(): void {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(3),
    options: { key: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined) throw new Error(USAGE);
  const faults = verifyCaseFolder(readFileSync(file), values.key === undefined ? ownKey() : keyFrom(values.key));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log('the folder holds');
}

function verifySlipToken(): void {
  const [given, keysFile, listFile] = process.argv.slice(3);
  if (given === undefined) throw new Error(USAGE);
  const keyOf = keysFile === undefined ? ownKey() : keyIn(keysFile);
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given;
  const list = listFile === undefined ? undefined : (read(listFile) as SignedRevocations);
  const { exitCode, lines } = reportSlip(tokenIn(text), keyOf, list, Date.now());
  for (const line of lines) (exitCode === 0 ? console.log : console.error)(line);
  process.exitCode = exitCode;
}

function rotateKeys(): void {
  const { keysDir } = readConfig();
  const { name, id } = addKey(keysDir);
  console.log(`added ${name} to ${keysDir}: key ${id}
Restart the service: from then on it signs with this key. Keep the older files, or what they signed cannot be checked any more.
Have GET /keys taken anew wherever lists, slips and seals are checked, and the page /slip opened once on each telephone.
Back up the folder; whoever has these files can sign as this registry.`);
}

/** One public key as PEM, or the keys as the service publishes them. */
function keyFrom(file: string): (keyId: string) => string | undefined {
  const text = readFileSync(file, 'utf8');
  if (!text.startsWith('-----BEGIN')) return keyIn(file);
  const known = publicKeyId(text);
  return (keyId) => (keyId === known ? text : undefined);
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const ownKey = () => openKeys(readConfig().keysDir).publicKey;

function keyIn(file: string): (keyId: string) => string | undefined {
  const { keys = [] } = read(file) as { readonly keys?: readonly { readonly kid: string; readonly pem: string }[] };
  return (keyId) => keys.find(({ kid }) => kid === keyId)?.pem;
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  demo,
  migrate,
  verify,
  'verify-list': () => Promise.resolve().then(verifyListFile),
  'verify-case': () => Promise.resolve().then(verifyCaseFile),
  'verify-slip': () => Promise.resolve().then(verifySlipToken),
  recount: recountSums,
  'rotate-keys': () => Promise.resolve().then(rotateKeys),
};

const command = COMMANDS[process.argv[2] ?? ''];
if (command) command().catch(fail);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
