import { z } from 'zod';
import type { RouteDef } from '../../src/http/route.ts';
import type { Cast, Character } from './cast.ts';
import type { Holdings, Noun } from './holdings.ts';

/** Of which noun a list shows rows; null where its rows are shown by the thing they belong to, or to anyone. */
export const LISTED: Readonly<Record<string, Noun | null>> = {
  listOrganisations: 'organisation',
  listUsers: 'user',
  listSignUps: 'sign-up',
  listInvitations: null,
  listEnterpriseFacts: null,
  listGates: 'gate',
  listGateTokens: null,
  listDevices: 'device',
  listDeadLetters: 'dead letter',
  listCleanTransport: 'clean transport',
  listGateCounts: null,
  listConnectivity: 'gate',
  sumConnectivity: null,
  listPassages: 'passage',
  searchPassages: 'passage',
  listDoubtfulPassages: null,
  listPlateCorrections: null,
  listVisits: 'passage',
  listInside: null,
  listVerificationQueue: null,
  listVehicles: 'vehicle',
  searchVehicles: 'vehicle',
  listRetirements: 'retirement',
  listRetirementSightings: null,
  listRetirementQuotas: 'retirement quota',
  listRetirementProofs: 'retirement proof',
  listRetirementLetters: 'retirement letter',
  listSellers: 'seller',
  listSales: null,
  listSites: 'site',
  listFiledMachines: null,
  listSiteUnits: 'site unit',
  listZones: 'zone',
  listExemptionRequests: 'exemption request',
  listPublicExemptions: null,
  listMachines: 'machine',
  listMachineClaims: 'machine claim',
  listRetrofits: null,
  listMachineArrivals: null,
  listMachineCandidates: null,
  searchMachines: null,
  listFilings: 'filing',
  listSiteEntries: 'site entry',
  listInspections: 'inspection',
  listProhibitions: 'prohibition',
  listViolations: 'violation',
  searchViolations: 'violation',
  listViolators: null,
  listAppeals: 'appeal',
  listCases: 'case',
  searchCases: 'case',
  listNotices: 'notice',
  listEvidence: null,
  listPolicies: null,
  listJobs: 'job',
  listPlantEquipment: 'plant equipment',
  listLegalHolds: 'legal hold',
  listAlerts: 'alert',
  listExemptions: 'exemption',
  searchExemptions: 'exemption',
  listDeclaredCounts: 'gate counts',
  listSpotChecks: 'spot check',
  listSpotCheckItems: null,
  reportComparison: null,
  reportPassages: null,
  reportViolations: null,
  reportRepeatOffenders: null,
  reportCleanTransport: null,
  reportConnectivity: null,
  reportFilings: null,
  reportMachines: null,
  reportSites: null,
  reportRetirements: null,
  reportSpotChecks: null,
  listPolicyPreviews: 'policy preview',
  readPolicyPreviewList: null,
  listAudit: 'audit row',
  listNotifications: null,
  readDesk: null,
  listSavedViews: null,
  listDrafts: null,
  listWebhooks: 'webhook',
  listWebhookDeliveries: null,
  listUreaPoints: 'urea point',
  listUreaReporting: 'urea reporting',
  listUreaRefills: 'urea refill',
  searchUreaRefills: 'urea refill',
  listUreaFigures: null,
  listObservations: 'observation',
  searchObservations: 'observation',
  readVehicleTimeline: null,
  searchTimeline: null,
  readTransportLedger: 'passage',
  readInPlantLedger: null,
  readMachineryLedger: null,
};

/** Whether a route answers with a page of items. */
export function isList({ replies }: RouteDef): boolean {
  const schema = replies[200]?.schema;
  return schema instanceof z.ZodObject && 'items' in schema.shape;
}

/** The ways of asking one list that its rows may depend on: as it is, and narrowed to each thing that there is. */
export function questionsOf(def: RouteDef, held: Holdings): Record<string, string>[] {
  const shape = (def.query ?? def.body) instanceof z.ZodObject ? ((def.query ?? def.body) as z.ZodObject).shape : {};
  const organisations = held.organisation.map(({ id }) => id);
  const narrowing: Readonly<Record<string, readonly string[]>> = {
    countyCode: ['140302', '140303', '140321'],
    organisationId: organisations,
    enterpriseId: organisations,
    gateId: held.gate.map(({ id }) => id),
    deviceId: held.device.map(({ id }) => id),
    siteId: held.site.map(({ id }) => id),
    machineId: held.machine.map(({ id }) => id),
    plate: [...held.passage, ...held.vehicle].flatMap(({ plate = [] }) => plate),
  };
  // Violations are breaches unless it is said.
  const both = 'effect' in shape ? [{ effect: 'breach' }, { effect: 'review' }] : [{}];
  const narrowed = Object.entries(narrowing)
    .filter(([name]) => name in shape)
    .flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
  // A vehicle search needs its plate.
  const whole = def.id === 'searchVehicles' ? [] : [{}];
  return both.flatMap((base) => [...whole, ...narrowed].map((more) => ({ ...base, ...more })));
}

type Page = { readonly items: readonly Readonly<Record<string, unknown>>[]; readonly next?: string };

/** Every item of a list, read in pages of `limit`; undefined where it answers 403. */
export async function itemsOf(
  { ask }: Cast,
  who: Character,
  def: RouteDef,
  question: Readonly<Record<string, string>>,
  limit = 200,
): Promise<Page['items'] | undefined> {
  const items: Page['items'][number][] = [];
  for (let cursor: string | undefined; ; ) {
    const on: Record<string, string> = cursor === undefined ? {} : { cursor };
    const query = new URLSearchParams({ ...question, ...on, limit: String(limit) }).toString();
    const answer =
      def.method === 'GET'
        ? await ask(who, 'GET', `${def.path}?${query}`)
        : await ask(who, 'POST', def.path, { ...question, ...on, limit });
    if (answer.status === 403 && items.length === 0) return undefined;
    if (answer.status !== 200) throw new Error(`${def.path}: ${answer.status} ${answer.text}`);
    const page = answer.body as Page;
    items.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) return items;
  }
}

/** What tells one item of a list from another. */
export const keyOf = (item: Readonly<Record<string, unknown>>): string => String(item.id ?? item.vehicleId);
