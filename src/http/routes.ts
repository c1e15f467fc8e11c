import { cleanTransportImportRoutes } from './imports/clean-transport.ts';
import { enterpriseImportRoutes } from './imports/enterprises.ts';
import { filingImportRoutes } from './imports/filings.ts';
import { observationImportRoutes } from './imports/observations.ts';
import { registrationImportRoutes } from './imports/registrations.ts';
import { retirementProofImportRoutes } from './imports/retirement-proofs.ts';
import { sellerImportRoutes } from './imports/sellers.ts';
import { ureaRefillImportRoutes } from './imports/urea-refills.ts';
import { vehicleImportRoutes } from './imports/vehicles.ts';
import type { RouteDef } from './route.ts';
import { alertReachRoutes } from './routes/alert-reach.ts';
import { alertRoutes } from './routes/alerts.ts';
import { appealRoutes } from './routes/appeals.ts';
import { auditRoutes } from './routes/audit.ts';
import { authRoutes } from './routes/auth.ts';
import { caseExportRoutes } from './routes/case-exports.ts';
import { caseRoutes } from './routes/cases.ts';
import { cleanTransportRoutes } from './routes/clean-transport.ts';
import { connectivityRoutes } from './routes/connectivity.ts';
import { countySettingsRoutes } from './routes/county-settings.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { deskRoutes } from './routes/desk.ts';
import { deviceRoutes } from './routes/devices.ts';
import { docsRoutes } from './routes/docs.ts';
import { draftRoutes } from './routes/drafts.ts';
import { enterpriseRoutes } from './routes/enterprises.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { exemptionRequestRoutes } from './routes/exemption-requests.ts';
import { exemptionRoutes } from './routes/exemptions.ts';
import { fieldCheckRoutes } from './routes/field-checks.ts';
import { filingAmendmentRoutes } from './routes/filing-amendments.ts';
import { filingBatchRoutes } from './routes/filing-batches.ts';
import { filingCheckRoutes } from './routes/filing-checks.ts';
import { filingReceiptRoutes } from './routes/filing-receipts.ts';
import { filingRoutes } from './routes/filings.ts';
import { fleetPlanRoutes } from './routes/fleet-plans.ts';
import { gateCountRoutes } from './routes/gate-counts.ts';
import { gateListRoutes } from './routes/gate-lists.ts';
import { gateTokenRoutes } from './routes/gate-tokens.ts';
import { gateRoutes } from './routes/gates.ts';
import { healthRoutes } from './routes/health.ts';
import { inspectionRoutes } from './routes/inspections.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { jobRoutes } from './routes/jobs.ts';
import { ledgerRoutes } from './routes/ledgers.ts';
import { legalHoldRoutes } from './routes/legal-holds.ts';
import { machineArrivalRoutes } from './routes/machine-arrivals.ts';
import { machineClaimRoutes } from './routes/machine-claims.ts';
import { machineLifeRoutes } from './routes/machine-life.ts';
import { machineRoutes } from './routes/machines.ts';
import { noticeRoutes } from './routes/notices.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { observationRoutes } from './routes/observations.ts';
import { organisationRoutes } from './routes/organisations.ts';
import { passageRecordRoutes } from './routes/passage-records.ts';
import { passageRoutes } from './routes/passages.ts';
import { passwordRoutes } from './routes/passwords.ts';
import { plantEquipmentRoutes } from './routes/plant-equipment.ts';
import { plateRoutes } from './routes/plates.ts';
import { policyRoutes } from './routes/policies.ts';
import { policyPreviewRoutes } from './routes/policy-previews.ts';
import { policyPublicationRoutes } from './routes/policy-publication.ts';
import { prohibitionRoutes } from './routes/prohibitions.ts';
import { publicExemptionRoutes } from './routes/public-exemptions.ts';
import { reportRoutes } from './routes/reports.ts';
import { retirementLetterRoutes } from './routes/retirement-letters.ts';
import { retirementProofRoutes } from './routes/retirement-proofs.ts';
import { retirementQuotaRoutes } from './routes/retirement-quotas.ts';
import { retirementRoutes } from './routes/retirements.ts';
import { sandboxRoutes } from './routes/sandbox.ts';
import { savedViewRoutes } from './routes/saved-views.ts';
import { sellerRoutes } from './routes/sellers.ts';
import { signUpRoutes } from './routes/sign-ups.ts';
import { siteEntryRoutes } from './routes/site-entries.ts';
import { siteUnitRoutes } from './routes/site-units.ts';
import { siteRoutes } from './routes/sites.ts';
import { slipPageRoutes } from './routes/slip-page.ts';
import { slipRoutes } from './routes/slips.ts';
import { spotCheckRoutes } from './routes/spot-checks.ts';
import { streamRoutes } from './routes/stream.ts';
import { uploadRoutes } from './routes/uploads.ts';
import { ureaFigureRoutes } from './routes/urea-figures.ts';
import { ureaPointRoutes } from './routes/urea-points.ts';
import { ureaRefillRoutes } from './routes/urea-refills.ts';
import { userRoutes } from './routes/users.ts';
import { vehicleFileRoutes } from './routes/vehicle-files.ts';
import { vehicleRoutes } from './routes/vehicles.ts';
import { verificationRoutes } from './routes/verification.ts';
import { violationRecordRoutes } from './routes/violation-records.ts';
import { violationRoutes } from './routes/violations.ts';
import { violatorRoutes } from './routes/violators.ts';
import { visitRoutes } from './routes/visits.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { zoneRoutes } from './routes/zones.ts';

/** Everything the service answers. Validation, handling and the OpenAPI document are read from this one list. */
export const routes: readonly RouteDef[] = [
  ...authRoutes,
  ...passwordRoutes,
  ...signUpRoutes,
  ...invitationRoutes,
  ...organisationRoutes,
  ...userRoutes,
  ...enterpriseRoutes,
  ...cleanTransportRoutes,
  ...cleanTransportImportRoutes,
  ...gateRoutes,
  ...gateTokenRoutes,
  ...gateCountRoutes,
  ...gateListRoutes,
  ...connectivityRoutes,
  ...deviceRoutes,
  ...deadLetterRoutes,
  ...passageRoutes,
  ...passageRecordRoutes,
  ...plateRoutes,
  ...visitRoutes,
  ...vehicleRoutes,
  ...verificationRoutes,
  ...vehicleImportRoutes,
  ...enterpriseImportRoutes,
  ...registrationImportRoutes,
  ...sellerImportRoutes,
  ...sellerRoutes,
  ...retirementProofImportRoutes,
  ...vehicleFileRoutes,
  ...observationImportRoutes,
  ...observationRoutes,
  ...ureaPointRoutes,
  ...ureaRefillImportRoutes,
  ...ureaRefillRoutes,
  ...ureaFigureRoutes,
  ...plantEquipmentRoutes,
  ...ledgerRoutes,
  ...legalHoldRoutes,
  ...retirementRoutes,
  ...fleetPlanRoutes,
  ...retirementLetterRoutes,
  ...retirementQuotaRoutes,
  ...retirementProofRoutes,
  ...siteRoutes,
  ...siteUnitRoutes,
  ...zoneRoutes,
  ...machineRoutes,
  ...machineLifeRoutes,
  ...machineClaimRoutes,
  ...machineArrivalRoutes,
  ...filingImportRoutes,
  ...filingBatchRoutes,
  ...filingRoutes,
  ...filingCheckRoutes,
  ...filingAmendmentRoutes,
  ...filingReceiptRoutes,
  ...countySettingsRoutes,
  ...slipRoutes,
  ...slipPageRoutes,
  ...siteEntryRoutes,
  ...fieldCheckRoutes,
  ...inspectionRoutes,
  ...prohibitionRoutes,
  ...alertReachRoutes,
  ...alertRoutes,
  ...exemptionRoutes,
  ...exemptionRequestRoutes,
  ...publicExemptionRoutes,
  ...violationRoutes,
  ...violationRecordRoutes,
  ...violatorRoutes,
  ...caseRoutes,
  ...caseExportRoutes,
  ...noticeRoutes,
  ...appealRoutes,
  ...sandboxRoutes,
  ...spotCheckRoutes,
  ...reportRoutes,
  ...evidenceRoutes,
  ...policyRoutes,
  ...policyPublicationRoutes,
  ...policyPreviewRoutes,
  ...jobRoutes,
  ...auditRoutes,
  ...notificationRoutes,
  ...webhookRoutes,
  ...streamRoutes,
  ...deskRoutes,
  ...savedViewRoutes,
  ...draftRoutes,
  ...uploadRoutes,
  ...healthRoutes,
  ...docsRoutes(() => routes),
];
