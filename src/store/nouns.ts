import { readAccessSums, writeAccessSums } from './access-sums.ts';
import { readAlertReach } from './alert-reach.ts';
import { readAlerts, writeAlerts } from './alerts.ts';
import { readAppeals, writeAppeals } from './appeals.ts';
import { readAudit, writeAudit } from './audit.ts';
import { readCases, writeCases } from './cases.ts';
import { readCleanTransport, writeCleanTransport } from './clean-transport.ts';
import { readConnectivity } from './connectivity.ts';
import { readCountySettings, writeCountySettings } from './county-settings.ts';
import { readDeadLetters, writeDeadLetters } from './dead-letters.ts';
import { readDevices, writeDevices } from './devices.ts';
import type { Db, WriteDb } from './dialect.ts';
import { readDrafts, writeDrafts } from './drafts.ts';
import { readEarlyNotes, writeEarlyNotes } from './early-notes.ts';
import { readEnterpriseFacts, writeEnterpriseFacts } from './enterprise-facts.ts';
import { readEvidence, writeEvidence } from './evidence.ts';
import { readExemptionRequests, writeExemptionRequests } from './exemption-requests.ts';
import { readExemptions, writeExemptions } from './exemptions.ts';
import { readFactCorrections, writeFactCorrections } from './fact-corrections.ts';
import { readFilings, writeFilings } from './filings.ts';
import { readFollowers, writeFollowers } from './followers.ts';
import { readGateCounts, writeGateCounts } from './gate-counts.ts';
import { readGateLists, writeGateLists } from './gate-lists.ts';
import { readGateSilences, writeGateSilences } from './gate-silences.ts';
import { readGates, writeGates } from './gates.ts';
import { readIdempotency, writeIdempotency } from './idempotency.ts';
import { readInspections, writeInspections } from './inspections.ts';
import { readInvitations, writeInvitations } from './invitations.ts';
import { readJobs, writeJobs } from './jobs.ts';
import { readLedgers, writeLedgers } from './ledgers.ts';
import { readLegalHolds, writeLegalHolds } from './legal-holds.ts';
import { readLive } from './live.ts';
import { readLookBacks, writeLookBacks } from './look-backs.ts';
import { readMachineArrivals, writeMachineArrivals } from './machine-arrivals.ts';
import { readMachineClaims, writeMachineClaims } from './machine-claims.ts';
import { readMachineHoldings, writeMachineHoldings } from './machine-holdings.ts';
import { readMachineLives, writeMachineLives } from './machine-lives.ts';
import { readMachineRetrofits, writeMachineRetrofits } from './machine-retrofits.ts';
import { readMachineVerifications, writeMachineVerifications } from './machine-verifications.ts';
import { readMachineryReports } from './machinery-reports.ts';
import { readMachineryReturns } from './machinery-returns.ts';
import { readMachines, writeMachines } from './machines.ts';
import { readNotices, writeNotices } from './notices.ts';
import { readNotifications, writeNotifications } from './notifications.ts';
import { readObservations, writeObservations } from './observations.ts';
import { readOpenFilings } from './open-filings.ts';
import { readOrganisationMoves, writeOrganisationMoves } from './organisation-moves.ts';
import { readOrganisations, writeOrganisations } from './organisations.ts';
import { readOutbox, writeOutbox } from './outbox.ts';
import { readPassageNotes, writePassageNotes } from './passage-notes.ts';
import { readPassages, writePassages } from './passages.ts';
import { readPasswordResets, writePasswordResets } from './password-resets.ts';
import { readPlantEquipment, writePlantEquipment } from './plant-equipment.ts';
import { readPlateCorrections, writePlateCorrections } from './plate-corrections.ts';
import { readPolicies, writePolicies } from './policies.ts';
import { readPolicyDrafts, writePolicyDrafts } from './policy-drafts.ts';
import { readPolicyPreviews, writePolicyPreviews } from './policy-previews.ts';
import { readProhibitionNotices, writeProhibitionNotices } from './prohibition-notices.ts';
import { readProhibitions, writeProhibitions } from './prohibitions.ts';
import { readPublicExemptions } from './public-exemptions.ts';
import { readReports } from './reports.ts';
import { readRetention, writeRetention } from './retention.ts';
import { readRetirementLetters, writeRetirementLetters } from './retirement-letters.ts';
import { readRetirementProofs, writeRetirementProofs } from './retirement-proofs.ts';
import { readRetirementQuotas, writeRetirementQuotas } from './retirement-quotas.ts';
import { readRetirements } from './retirements.ts';
import { readSavedViews, writeSavedViews } from './saved-views.ts';
import { readSealable } from './sealable.ts';
import { readSeals, writeSeals } from './seals.ts';
import { readSellers, writeSellers } from './sellers.ts';
import { readSessions, writeSessions } from './sessions.ts';
import { readSignUps, writeSignUps } from './sign-ups.ts';
import { readSiteEntries, writeSiteEntries } from './site-entries.ts';
import { readSiteUnits, writeSiteUnits } from './site-units.ts';
import { readSites, writeSites } from './sites.ts';
import { readSpotChecks, writeSpotChecks } from './spot-checks.ts';
import { readTimelines } from './timelines.ts';
import { readUploads, writeUploads } from './uploads.ts';
import { readUreaMonths, writeUreaMonths } from './urea-months.ts';
import { readUreaPoints, writeUreaPoints } from './urea-points.ts';
import { readUreaRefills, writeUreaRefills } from './urea-refills.ts';
import { readUsers, writeUsers } from './users.ts';
import { readVehicles, writeVehicles } from './vehicles.ts';
import { readVerification } from './verification.ts';
import { readViolationEvents, writeViolationEvents } from './violation-events.ts';
import { readViolations, writeViolations } from './violations.ts';
import { readVisits } from './visits.ts';
import { readWebhooks, writeWebhooks } from './webhooks.ts';
import { readZones, writeZones } from './zones.ts';

/** Every noun of the store: what may be read of it, and what may be done to it inside a transaction. */
const nouns = {
  accessSums: [readAccessSums, writeAccessSums],
  appeals: [readAppeals, writeAppeals],
  alertReach: [readAlertReach, readAlertReach],
  alerts: [readAlerts, writeAlerts],
  audit: [readAudit, writeAudit],
  cases: [readCases, writeCases],
  cleanTransport: [readCleanTransport, writeCleanTransport],
  connectivity: [readConnectivity, readConnectivity],
  countySettings: [readCountySettings, writeCountySettings],
  deadLetters: [readDeadLetters, writeDeadLetters],
  devices: [readDevices, writeDevices],
  drafts: [readDrafts, writeDrafts],
  earlyNotes: [readEarlyNotes, writeEarlyNotes],
  enterpriseFacts: [readEnterpriseFacts, writeEnterpriseFacts],
  evidence: [readEvidence, writeEvidence],
  exemptionRequests: [readExemptionRequests, writeExemptionRequests],
  exemptions: [readExemptions, writeExemptions],
  factCorrections: [readFactCorrections, writeFactCorrections],
  filings: [readFilings, writeFilings],
  followers: [readFollowers, writeFollowers],
  gateCounts: [readGateCounts, writeGateCounts],
  gateLists: [readGateLists, writeGateLists],
  gateSilences: [readGateSilences, writeGateSilences],
  gates: [readGates, writeGates],
  idempotency: [readIdempotency, writeIdempotency],
  inspections: [readInspections, writeInspections],
  invitations: [readInvitations, writeInvitations],
  jobs: [readJobs, writeJobs],
  ledgers: [readLedgers, writeLedgers],
  legalHolds: [readLegalHolds, writeLegalHolds],
  lookBacks: [readLookBacks, writeLookBacks],
  live: [readLive, readLive],
  machineArrivals: [readMachineArrivals, writeMachineArrivals],
  machineClaims: [readMachineClaims, writeMachineClaims],
  machineHoldings: [readMachineHoldings, writeMachineHoldings],
  machineLives: [readMachineLives, writeMachineLives],
  machineRetrofits: [readMachineRetrofits, writeMachineRetrofits],
  machineVerifications: [readMachineVerifications, writeMachineVerifications],
  machineryReports: [readMachineryReports, readMachineryReports],
  machineryReturns: [readMachineryReturns, readMachineryReturns],
  machines: [readMachines, writeMachines],
  notices: [readNotices, writeNotices],
  observations: [readObservations, writeObservations],
  notifications: [readNotifications, writeNotifications],
  organisationMoves: [readOrganisationMoves, writeOrganisationMoves],
  openFilings: [readOpenFilings, readOpenFilings],
  organisations: [readOrganisations, writeOrganisations],
  outbox: [readOutbox, writeOutbox],
  passageNotes: [readPassageNotes, writePassageNotes],
  passages: [readPassages, writePassages],
  passwordResets: [readPasswordResets, writePasswordResets],
  plantEquipment: [readPlantEquipment, writePlantEquipment],
  plateCorrections: [readPlateCorrections, writePlateCorrections],
  policies: [readPolicies, writePolicies],
  policyDrafts: [readPolicyDrafts, writePolicyDrafts],
  policyPreviews: [readPolicyPreviews, writePolicyPreviews],
  prohibitionNotices: [readProhibitionNotices, writeProhibitionNotices],
  prohibitions: [readProhibitions, writeProhibitions],
  publicExemptions: [readPublicExemptions, readPublicExemptions],
  reports: [readReports, readReports],
  retention: [readRetention, writeRetention],
  retirementLetters: [readRetirementLetters, writeRetirementLetters],
  retirementProofs: [readRetirementProofs, writeRetirementProofs],
  retirementQuotas: [readRetirementQuotas, writeRetirementQuotas],
  retirements: [readRetirements, readRetirements],
  savedViews: [readSavedViews, writeSavedViews],
  sealable: [readSealable, readSealable],
  seals: [readSeals, writeSeals],
  sellers: [readSellers, writeSellers],
  sessions: [readSessions, writeSessions],
  signUps: [readSignUps, writeSignUps],
  siteEntries: [readSiteEntries, writeSiteEntries],
  sites: [readSites, writeSites],
  siteUnits: [readSiteUnits, writeSiteUnits],
  timelines: [readTimelines, readTimelines],
  uploads: [readUploads, writeUploads],
  ureaMonths: [readUreaMonths, writeUreaMonths],
  ureaPoints: [readUreaPoints, writeUreaPoints],
  ureaRefills: [readUreaRefills, writeUreaRefills],
  spotChecks: [readSpotChecks, writeSpotChecks],
  users: [readUsers, writeUsers],
  vehicles: [readVehicles, writeVehicles],
  verification: [readVerification, readVerification],
  violationEvents: [readViolationEvents, writeViolationEvents],
  violations: [readViolations, writeViolations],
  visits: [readVisits, readVisits],
  webhooks: [readWebhooks, writeWebhooks],
  zones: [readZones, writeZones],
} as const satisfies Record<string, readonly [Make<Db>, Make<WriteDb>]>;

/** Queries are asynchronous on both engines; a noun has nothing else. */
type Make<D> = (db: D) => Readonly<Record<string, (...args: never[]) => PromiseLike<unknown>>>;
type Name = keyof typeof nouns;

export type ReadNouns = { readonly [N in Name]: ReturnType<(typeof nouns)[N][0]> };
export type WriteNouns = { readonly [N in Name]: ReturnType<(typeof nouns)[N][1]> };

export const nounNames = Object.keys(nouns) as Name[];

/** The nouns of one handle for reading; each is built when it is first asked for. */
export const readNouns = (db: Db): ReadNouns => lazily((name) => nouns[name][0](db)) as ReadNouns;

/** The nouns of one handle for reading and writing. */
export const writeNouns = (db: WriteDb): WriteNouns => lazily((name) => nouns[name][1](db)) as WriteNouns;

function lazily(build: (name: Name) => object): object {
  const set = {};
  for (const name of nounNames) {
    let built: object | undefined;
    const get = () => {
      built ??= build(name);
      return built;
    };
    Object.defineProperty(set, name, { get, enumerable: true });
  }
  return set;
}
