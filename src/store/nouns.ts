import { readAppeals, writeAppeals } from './appeals.ts';
import { readAudit, writeAudit } from './audit.ts';
import { readCleanTransport, writeCleanTransport } from './clean-transport.ts';
import { readConnectivity } from './connectivity.ts';
import { readDeadLetters, writeDeadLetters } from './dead-letters.ts';
import { readDevices, writeDevices } from './devices.ts';
import type { Db } from './dialect.ts';
import { readEarlyNotes, writeEarlyNotes } from './early-notes.ts';
import { readEnterpriseFacts, writeEnterpriseFacts } from './enterprise-facts.ts';
import { readEvidence, writeEvidence } from './evidence.ts';
import { readFactCorrections, writeFactCorrections } from './fact-corrections.ts';
import { readFilings, writeFilings } from './filings.ts';
import { readFollowers, writeFollowers } from './followers.ts';
import { readGateCounts, writeGateCounts } from './gate-counts.ts';
import { readGateLists, writeGateLists } from './gate-lists.ts';
import { readGateSilences, writeGateSilences } from './gate-silences.ts';
import { readGates, writeGates } from './gates.ts';
import { readIdempotency, writeIdempotency } from './idempotency.ts';
import { readInspections, writeInspections } from './inspections.ts';
import { readJobs, writeJobs } from './jobs.ts';
import { readLedgers, writeLedgers } from './ledgers.ts';
import { readLegalHolds, writeLegalHolds } from './legal-holds.ts';
import { readLive } from './live.ts';
import { readMachines, writeMachines } from './machines.ts';
import { readNotifications, writeNotifications } from './notifications.ts';
import { readOrganisations, writeOrganisations } from './organisations.ts';
import { readOutbox, writeOutbox } from './outbox.ts';
import { readPassages, writePassages } from './passages.ts';
import { readPassageNotes, writePassageNotes } from './passage-notes.ts';
import { readPlantEquipment, writePlantEquipment } from './plant-equipment.ts';
import { readPlateCorrections, writePlateCorrections } from './plate-corrections.ts';
import { readPolicies, writePolicies } from './policies.ts';
import { readProhibitions, writeProhibitions } from './prohibitions.ts';
import { readRetention, writeRetention } from './retention.ts';
import { readSealable } from './sealable.ts';
import { readSeals, writeSeals } from './seals.ts';
import { readSessions, writeSessions } from './sessions.ts';
import { readSiteEntries, writeSiteEntries } from './site-entries.ts';
import { readSites, writeSites } from './sites.ts';
import { readUsers, writeUsers } from './users.ts';
import { readVehicles, writeVehicles } from './vehicles.ts';
import { readVerification } from './verification.ts';
import { readViolationEvents, writeViolationEvents } from './violation-events.ts';
import { readViolations, writeViolations } from './violations.ts';
import { readVisits } from './visits.ts';
import { readWebhooks, writeWebhooks } from './webhooks.ts';

/** Every noun of the store: what may be read of it, and what may be done to it inside a transaction. */
const nouns = {
  appeals: [readAppeals, writeAppeals],
  audit: [readAudit, writeAudit],
  cleanTransport: [readCleanTransport, writeCleanTransport],
  connectivity: [readConnectivity, readConnectivity],
  deadLetters: [readDeadLetters, writeDeadLetters],
  devices: [readDevices, writeDevices],
  earlyNotes: [readEarlyNotes, writeEarlyNotes],
  enterpriseFacts: [readEnterpriseFacts, writeEnterpriseFacts],
  evidence: [readEvidence, writeEvidence],
  factCorrections: [readFactCorrections, writeFactCorrections],
  filings: [readFilings, writeFilings],
  followers: [readFollowers, writeFollowers],
  gateCounts: [readGateCounts, writeGateCounts],
  gateLists: [readGateLists, writeGateLists],
  gateSilences: [readGateSilences, writeGateSilences],
  gates: [readGates, writeGates],
  idempotency: [readIdempotency, writeIdempotency],
  inspections: [readInspections, writeInspections],
  jobs: [readJobs, writeJobs],
  ledgers: [readLedgers, writeLedgers],
  legalHolds: [readLegalHolds, writeLegalHolds],
  live: [readLive, readLive],
  machines: [readMachines, writeMachines],
  notifications: [readNotifications, writeNotifications],
  organisations: [readOrganisations, writeOrganisations],
  outbox: [readOutbox, writeOutbox],
  passageNotes: [readPassageNotes, writePassageNotes],
  passages: [readPassages, writePassages],
  plantEquipment: [readPlantEquipment, writePlantEquipment],
  plateCorrections: [readPlateCorrections, writePlateCorrections],
  policies: [readPolicies, writePolicies],
  prohibitions: [readProhibitions, writeProhibitions],
  retention: [readRetention, writeRetention],
  sealable: [readSealable, readSealable],
  seals: [readSeals, writeSeals],
  sessions: [readSessions, writeSessions],
  siteEntries: [readSiteEntries, writeSiteEntries],
  sites: [readSites, writeSites],
  users: [readUsers, writeUsers],
  vehicles: [readVehicles, writeVehicles],
  verification: [readVerification, readVerification],
  violationEvents: [readViolationEvents, writeViolationEvents],
  violations: [readViolations, writeViolations],
  visits: [readVisits, readVisits],
  webhooks: [readWebhooks, writeWebhooks],
} as const satisfies Record<string, readonly [Make, Make]>;

/** Queries are asynchronous on both engines; a noun has nothing else. */
type Make = (db: Db) => Readonly<Record<string, (...args: never[]) => PromiseLike<unknown>>>;
type Name = keyof typeof nouns;

export type ReadNouns = { readonly [N in Name]: ReturnType<(typeof nouns)[N][0]> };
export type WriteNouns = { readonly [N in Name]: ReturnType<(typeof nouns)[N][1]> };

export const nounNames = Object.keys(nouns) as Name[];

/** The nouns of one handle for reading; each is built when it is first asked for. */
export const readNouns = (db: Db): ReadNouns => lazily(db, 0) as ReadNouns;

/** The nouns of one handle for reading and writing. */
export const writeNouns = (db: Db): WriteNouns => lazily(db, 1) as WriteNouns;

function lazily(db: Db, which: 0 | 1): object {
  const set = {};
  for (const name of nounNames) {
    const build = () => nouns[name][which](db);
    let built: ReturnType<typeof build> | undefined;
    const get = () => {
      built ??= build();
      return built;
    };
    Object.defineProperty(set, name, { get, enumerable: true });
  }
  return set;
}
