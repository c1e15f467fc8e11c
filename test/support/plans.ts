import type { Action } from '../../src/domain/identity/permissions.ts';
import { pathOfRoute } from '../../src/http/mount.ts';
import type { RouteDef } from '../../src/http/route.ts';
import type { Cast, Character } from './cast.ts';
import {
  freshNumber,
  type Holdings,
  MULTIPART,
  multipart,
  newFacts,
  newFiling,
  newLorry,
  newMachine,
  newPassage,
  newSite,
  PICTURE,
  type Row,
} from './holdings.ts';
import { announced } from './holdings-console.ts';
import { accountPlans } from './plans-accounts.ts';
import { alertPlans } from './plans-alerts.ts';
import { appealPlans } from './plans-appeals.ts';
import { cameraPlans } from './plans-cameras.ts';
import { casePlans } from './plans-cases.ts';
import { cleanTransportPlans } from './plans-clean-transport.ts';
import { connectivityPlans } from './plans-connectivity.ts';
import { consolePlans } from './plans-console.ts';
import { fieldCheckPlans } from './plans-field-checks.ts';
import { filingPlans } from './plans-filings.ts';
import { importPlans } from './plans-imports.ts';
import { ledgerPlans } from './plans-ledgers.ts';
import { machinePlans } from './plans-machines.ts';
import { observationPlans } from './plans-observations.ts';
import { platePlans } from './plans-plates.ts';
import { policyPlans } from './plans-policies.ts';
import { programmePlans } from './plans-programme.ts';
import { reportPlans } from './plans-reports.ts';
import { sandboxPlans } from './plans-sandbox.ts';
import { sitePlans } from './plans-sites.ts';
import { tellingPlans } from './plans-telling.ts';
import { verificationPlans } from './plans-verification.ts';
import { visitPlans } from './plans-visits.ts';
import type { Sent } from './wire.ts';
import { freshCreditCode, PASSWORD } from './world.ts';

/** The parts of a request that a route's own path and method do not tell. */
export type Asked = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Text fields of a multipart body; a picture goes with them. */
  readonly fields?: Readonly<Record<string, string>>;
  /** A body of plain bytes. */
  readonly octets?: Buffer;
  /** In place of the picture. */
  readonly file?: Buffer;
  /** In place of the character's own. */
  readonly token?: string;
};

/** How a valid request for a route is made, and what its permission hangs on. */
export type Plan = {
  /** The rows that a request names one of; absent where it names none. */
  readonly rows?: readonly Row[];
  /** By which action the row is seen, else it is as good as missing. The route's own unless given. */
  readonly seenBy?: (row: Row) => Action | 'everyone';
  /** The action that is done to the row. The route's own unless given. */
  readonly doneBy?: (row: Row) => Action;
  /** What the permission table does not tell. */
  readonly butNot?: (who: Character, row: Row) => boolean;
  /** A row with the same owners, in a state in which the route can do its work. */
  readonly fresh?: (row: Row) => Promise<Row>;
  readonly request: (row: Row, who: Character) => Asked | Promise<Asked>;
};

/** The request as it goes out, with `If-Match: *` where a route changes something. */
export function sentOf(def: RouteDef, asked: Asked, token: string | undefined): Sent {
  const { params = {}, query = {}, body, fields, file, octets } = asked;
  const json = body === undefined ? undefined : JSON.stringify(body);
  const path = pathOfRoute(def).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  const bearer = asked.token ?? token;
  return {
    method: def.method,
    path: search === '' ? path : `${path}?${search}`,
    headers: {
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      ...((def.method === 'PATCH' && !def.octets) || def.current ? { 'If-Match': '*' } : {}),
      ...(fields ? { 'Content-Type': MULTIPART } : {}),
      ...(octets ? { 'Content-Type': 'application/octet-stream' } : {}),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(fields ? { body: multipart(fields, file) } : {}),
    ...(octets ? { body: octets } : {}),
    ...(json === undefined ? {} : { body: json }),
  };
}

/** An id that nothing has. */
export const MISSING = '019a0000-0000-7000-8000-000000000000';

const byId = (row: Row): Asked => ({ params: { id: row.id } });
const withBody = (body: unknown) => (row: Row) => ({ params: { id: row.id }, body });
const plain: Plan = { request: () => ({}) };
const posts = (make: (who: Character) => unknown): Plan => ({ request: (_row, who) => ({ body: make(who) }) });

/** One entry per route, by the route's id. */
export function plansOf(cast: Cast, held: Holdings): Readonly<Record<string, Plan>> {
  return {
    ...accountPlans(cast, held),
    ...appealPlans(cast, held),
    ...casePlans(cast, held),
    ...alertPlans(cast, held),
    ...cleanTransportPlans(held),
    ...connectivityPlans(held),
    ...consolePlans(cast, held),
    ...cameraPlans(cast, held),
    ...observationPlans(cast, held),
    ...platePlans(held),
    ...policyPlans(cast, held),
    ...importPlans(cast, held),
    ...verificationPlans(cast, held),
    ...visitPlans(held),
    ...ledgerPlans(cast, held),
    ...programmePlans(cast, held),
    ...reportPlans(cast, held),
    ...sandboxPlans(),
    ...sitePlans(cast, held),
    ...tellingPlans(cast, held),
    ...registryPlans(cast, held),
    ...gatePlans(held),
    ...machineryPlans(cast, held),
    ...machinePlans(cast, held),
    ...filingPlans(cast, held),
    ...fieldCheckPlans(cast, held),
    ...otherPlans(cast, held),
  };
}

function registryPlans({ signIn, people }: Cast, held: Holdings): Record<string, Plan> {
  const enterprises = held.organisation.filter(({ text }) => text === 'enterprise');
  const inCounties = held.organisation.map(({ owners, by }) => ({ id: owners.counties?.[0] ?? '', owners, by }));
  return {
    login: {
      request: (_row, who) => {
        const { username, password } = who.username ? who : people.admin;
        return { body: { username, password } };
      },
    },
    refresh: {
      request: async (_row, who) => {
        const { refreshToken } = await signIn(who.username ? who : people.admin);
        return { body: { refreshToken } };
      },
    },
    logout: {
      butNot: ({ role }) => role === 'gate',
      request: async (_row, who) => (who.username ? { token: (await signIn(who)).accessToken } : {}),
    },
    me: { ...plain, butNot: ({ role }) => role === 'gate' },
    createOrganisation: {
      rows: inCounties,
      seenBy: () => 'everyone',
      request: ({ id: countyCode }) => {
        const body = { kind: 'enterprise', name: `单位 ${freshNumber()}`, creditCode: freshCreditCode(), countyCode };
        return { body };
      },
    },
    listOrganisations: plain,
    getOrganisation: { rows: held.organisation, request: byId },
    createUser: {
      rows: held.organisation,
      seenBy: () => 'organisation.read',
      request: ({ id: organisationId, text: role }) => ({
        body: { username: `user-${freshNumber()}`, password: PASSWORD, role, organisationId },
      }),
    },
    listUsers: plain,
    getUser: { rows: held.user, request: byId },
    recordEnterpriseFacts: {
      rows: enterprises,
      seenBy: () => 'facts.read',
      request: ({ id: organisationId }) => ({ params: { organisationId }, body: newFacts() }),
    },
    listEnterpriseFacts: { rows: enterprises, request: ({ id: organisationId }) => ({ params: { organisationId } }) },
    getEnterpriseFacts: {
      rows: held.facts,
      request: ({ id, parent = '' }) => ({ params: { organisationId: parent, id } }),
    },
  };
}

function gatePlans(held: Holdings): Record<string, Plan> {
  const gates = { rows: held.gate, seenBy: () => 'gate.read' as const };
  const tokens = {
    rows: held.token,
    seenBy: () => 'gate.read' as const,
    request: ({ id: tokenId, parent: id = '' }: Row) => ({ params: { id, tokenId } }),
  };
  const events = held.passage.map((row) => ({ ...row, id: row.eventId ?? '' }));
  return {
    createGate: {
      rows: held.organisation.filter(({ text }) => text === 'enterprise'),
      seenBy: () => 'organisation.read',
      request: ({ id: enterpriseId }) => ({ body: { enterpriseId, name: `门 ${freshNumber()}`, direction: 'both' } }),
    },
    listGates: plain,
    getGate: { ...gates, request: byId },
    updateGate: { ...gates, request: (row) => withBody({ name: `门 ${freshNumber()}` })(row) },
    postHeartbeat: { ...gates, request: withBody({}) },
    getHeartbeat: { ...gates, request: byId },
    checkVehicle: { ...gates, request: withBody({ plate: '晋C12345', plateColour: 'yellow' }) },
    issueGateToken: { ...gates, request: withBody({}) },
    listGateTokens: { ...gates, request: byId },
    getGateToken: tokens,
    revokeGateToken: tokens,
    postPassage: posts(newPassage),
    postPassages: posts(() => ({ passages: [newPassage(), newPassage()] })),
    notePassageCargo: { rows: events, request: ({ id: eventId }) => ({ body: { eventId, cargo: { name: '焦炭' } } }) },
    notePassageBarrier: { rows: events, request: ({ id: eventId }) => ({ body: { eventId, result: 'passed' } }) },
    listPassages: plain,
    searchPassages: posts(() => ({ plate: held.passage[0]?.plate })),
    getPassage: { rows: held.passage, request: byId },
  };
}

function machineryPlans({ must }: Cast, held: Holdings): Record<string, Plan> {
  const [machine] = held.machine;
  // Of those that are known in the site's county already: to be met there would show a machine to its officers.
  const machineFor = ({ by, owners }: Row): string | undefined =>
    held.machine.find((one) => one.by === by && owners.counties?.every((code) => one.owners.counties?.includes(code)))
      ?.id;
  const submitted = async ({ owners, by, siteId = '' }: Row): Promise<Row> => {
    const { id: machineId } = await must(by, 'POST', '/machines', newMachine());
    const { id } = await must(by, 'POST', '/filings', newFiling(siteId, machineId));
    return { id, owners, by, siteId, machineId };
  };
  const returned = async (row: Row): Promise<Row> => {
    const filing = await submitted(row);
    await must('admin', 'POST', `/filings/${filing.id}/return`, { reason: '资料不全' });
    return filing;
  };
  const entered = async (row: Row): Promise<Row> => {
    const filing = await submitted(row);
    await must(row.by, 'POST', `/filings/${filing.id}/entry`, { enteredAt: '2024-03-03T08:00:00+08:00' });
    return filing;
  };
  const filings = { rows: held.filing, seenBy: () => 'filing.read' as const };
  const sites = { rows: held.site, seenBy: () => 'site.read' as const };
  const reason = { reason: '资料不全' };
  return {
    createSite: posts(() => newSite('140302')),
    listSites: plain,
    getSite: { ...sites, request: byId },
    updateSite: { ...sites, request: (row) => withBody({ name: `工地 ${freshNumber()}` })(row) },
    registerMachine: posts(newMachine),
    listMachines: plain,
    searchMachines: posts(() => ({ code: machine?.text })),
    getMachine: { rows: held.machine, request: byId },
    updateMachine: {
      rows: held.machine,
      seenBy: () => 'machine.read',
      request: (row) => withBody({ model: `M-${freshNumber()}` })(row),
    },
    submitFiling: {
      ...sites,
      fresh: async (row) => ({ ...row, machineId: (await must(row.by, 'POST', '/machines', newMachine())).id }),
      request: ({ id: siteId, machineId = machine?.id ?? '' }) => ({ body: newFiling(siteId, machineId) }),
    },
    listFilings: plain,
    getFiling: { ...filings, request: byId },
    acceptFiling: { ...filings, fresh: submitted, request: withBody({}) },
    returnFiling: { ...filings, fresh: submitted, request: withBody(reason) },
    rejectFiling: { ...filings, fresh: submitted, request: withBody(reason) },
    resubmitFiling: { ...filings, fresh: returned, request: withBody({ plannedExitOn: '2024-11-30' }) },
    withdrawFiling: { ...filings, fresh: submitted, request: withBody({}) },
    reportEntry: { ...filings, fresh: submitted, request: withBody({ enteredAt: '2024-03-03T08:00:00+08:00' }) },
    reportExit: { ...filings, fresh: entered, request: withBody({ exitedAt: '2024-03-04T08:00:00+08:00' }) },
    recordSiteEntry: {
      ...sites,
      request: (row) => ({
        body: { siteId: row.id, machineId: machineFor(row), enteredAt: '2024-03-03T08:00:00+08:00', working: true },
      }),
    },
    listSiteEntries: plain,
    getSiteEntry: { rows: held['site entry'], request: byId },
    recordInspection: {
      ...sites,
      request: (row) => ({
        body: {
          ...{ siteId: row.id, machineId: machineFor(row), inspectedAt: '2024-03-03T08:00:00+08:00', working: true },
          ...{ smoke: { readings: [0.5, 0.5, 0.5] }, ringelmann: 0, remarks: '合格' },
        },
      }),
    },
    listInspections: plain,
    getInspection: { rows: held.inspection, request: byId },
    listProhibitions: plain,
    getProhibition: { rows: held.prohibition, request: byId },
  };
}

/** Departments add evidence to what they may record, and to nothing else. */
const ADDED_BY_DEPARTMENTS = ['inspection', 'site_entry'];
/** What contractors and enterprises read and do not write. */
const OF_AUTHORITIES = ['inspection', 'prohibition'];
const addsNot: NonNullable<Plan['butNot']> = ({ role }, { text = '' }) =>
  role === 'department'
    ? !ADDED_BY_DEPARTMENTS.includes(text)
    : (role === 'contractor' || role === 'enterprise') && OF_AUTHORITIES.includes(text);

function otherPlans(_cast: Cast, held: Holdings): Record<string, Plan> {
  const subjects = held.evidence.map((row) => ({ ...row, id: row.parent ?? '' }));
  const bySubject = ({ seenBy }: Row): Action => seenBy ?? 'evidence.read';
  const ofSubject = { seenBy: bySubject, doneBy: bySubject };
  return {
    registerVehicle: posts(({ role }) => newLorry(role === 'enterprise' ? 'declared' : 'vehicle_list')),
    listVehicles: plain,
    searchVehicles: posts(() => ({ plate: held.vehicle[0]?.plate })),
    getVehicle: { rows: held.vehicle, request: byId },
    changeVehicle: {
      rows: held.vehicle,
      seenBy: () => 'vehicle.read',
      request: (row) => withBody({ brandModel: `型号 ${freshNumber()}` })(row),
    },
    listRetirements: plain,
    listViolations: plain,
    searchViolations: posts(() => ({ plate: held.passage[0]?.plate })),
    exportViolations: { request: () => ({ query: { format: 'csv' } }) },
    getViolation: { rows: held.violation, request: byId },
    listViolators: plain,
    addEvidence: {
      ...ofSubject,
      rows: subjects,
      butNot: addsNot,
      request: ({ id: subjectId, text: subjectType = '' }) => ({ fields: { subjectType, subjectId, kind: 'photo' } }),
    },
    openUpload: {
      ...ofSubject,
      rows: subjects,
      butNot: addsNot,
      request: ({ id: subjectId, text: subjectType = '' }) => ({
        body: { ...announced(PICTURE), subjectType, subjectId, kind: 'photo' },
      }),
    },
    listEvidence: {
      ...ofSubject,
      rows: subjects,
      request: ({ id: subjectId, text: subjectType = '' }) => ({ query: { subjectType, subjectId } }),
    },
    getEvidence: { ...ofSubject, rows: held.evidence, request: byId },
    getEvidenceContent: { ...ofSubject, rows: held.evidence, request: byId },
    listPolicies: plain,
    getPolicy: { request: () => ({ params: { id: 'yangquan-2021' } }) },
    listJobs: plain,
    getJob: { rows: held.job, request: byId },
    healthz: plain,
    readyz: plain,
    metrics: plain,
    openapi: plain,
    docs: plain,
    'docs-asset': { request: () => ({ params: { file: 'start.js' } }) },
  };
}
