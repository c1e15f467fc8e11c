import { Failure, type FailureKind, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, type Owners, scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader } from '../../store/store.ts';
import { seesCase } from '../cases/get-case.ts';
import { seesNotice } from '../cases/get-notice.ts';
import { findVehicle } from '../fleet/find-vehicle.ts';
import { getFiling, readersOfSiteEntry } from '../machinery/get-filing.ts';
import { getMachine } from '../machinery/get-machine.ts';
import { getMachineClaim } from '../machinery/get-machine-claim.ts';
import { getProhibition } from '../machinery/get-prohibition.ts';
import { getWholeSite } from '../machinery/get-site.ts';
import { getLetter } from '../retirement/letters.ts';
import { seesSpotCheck } from '../spot-checks/spot-check.ts';

/** What evidence (证据) may be about. */
export const SUBJECT_TYPES = [
  'passage',
  'violation',
  'vehicle',
  'site',
  'machine',
  'machine_claim',
  'filing',
  'site_entry',
  'inspection',
  'prohibition',
  'organisation',
  'clean_transport',
  'plant_equipment',
  'exemption',
  'exemption_request',
  'spot_check',
  'retirement_letter',
  'retirement_proof',
  'urea_refill',
  'observation',
  'appeal',
  'case',
  'notice',
] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

type Look = (reader: Reader, actor: Actor, id: string) => Promise<boolean>;

/** A row that says itself whose it is. */
const owned =
  (action: Action, find: (reader: Reader, id: string) => Promise<Owners | undefined>): Look =>
  async (reader, actor, id) => {
    const owners = await find(reader, id);
    return owners !== undefined && covers(scopeOf(actor, action), owners);
  };

/** Seen where `look` does not fail as not-found or forbidden. */
const seenBy =
  (look: (reader: Reader, actor: Actor, id: string) => Promise<unknown>): Look =>
  (reader, actor, id) =>
    look(reader, actor, id).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Failure && HIDDEN.includes(error.kind)) return false;
        throw error;
      },
    );

const HIDDEN: readonly FailureKind[] = ['not-found', 'forbidden'];

/** One row of this table per type: whoever reads the subject reads its evidence. */
const SUBJECTS: Readonly<Record<SubjectType, Look>> = {
  passage: owned('passage.read', async (reader, id) => {
    const row = await reader.passages.find(id);
    return row && { ...row, organisationId: row.enterpriseId };
  }),
  violation: owned('violation.read', (reader, id) => reader.violations.find(id)),
  vehicle: seenBy((reader, actor, id) => findVehicle(reader, actor, id)),
  site: seenBy((reader, actor, id) => getWholeSite(reader, actor, id)),
  machine: seenBy((reader, actor, id) => getMachine(reader, actor, id)),
  machine_claim: seenBy((reader, actor, id) => getMachineClaim(reader, actor, id)),
  filing: seenBy((reader, actor, id) => getFiling(reader, actor, id)),
  site_entry: owned('site-entry.read', async (reader, id) => {
    const row = await reader.siteEntries.find(id);
    return row && readersOfSiteEntry(row);
  }),
  inspection: owned('inspection.read', (reader, id) => reader.inspections.find(id)),
  prohibition: seenBy((reader, actor, id) => getProhibition(reader, actor, id)),
  clean_transport: owned('clean-transport.read', async (reader, id) => {
    const row = await reader.cleanTransport.find(id);
    return row && { ...row, organisationId: row.enterpriseId };
  }),
  appeal: owned('appeal.read', (reader, id) => reader.appeals.find(id)),
  retirement_letter: seenBy((reader, actor, id) => getLetter(reader, actor, id)),
  retirement_proof: owned('retirement-proof.read', (reader, id) => reader.retirementProofs.find(id)),
  organisation: owned('organisation.read', async (reader, id) => {
    const row = await reader.organisations.find(id);
    return row && { countyCode: row.countyCode, organisationId: row.id };
  }),
  urea_refill: owned('urea.read', async (reader, id) => {
    const row = await reader.ureaRefills.find(id);
    return row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  }),
  observation: owned('observation.read', (reader, id) => reader.observations.find(id)),
  exemption_request: owned('exemption-request.read', (reader, id) => reader.exemptionRequests.find(id)),
  exemption: owned('exemption.read', (reader, id) => reader.exemptions.find(id)),
  plant_equipment: owned('plant-equipment.read', async (reader, id) => {
    const row = await reader.plantEquipment.find(id);
    return row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  }),
  spot_check: async (reader, actor, id) => {
    const row = await reader.spotChecks.find(id);
    return row !== undefined && seesSpotCheck(actor, row);
  },
  case: async (reader, actor, id) => {
    const row = await reader.cases.find(id);
    return row !== undefined && seesCase(actor, row);
  },
  notice: async (reader, actor, id) => {
    const row = await reader.notices.find(id);
    return row !== undefined && seesNotice(actor, row);
  },
};

/** Whether the actor may see what evidence is about; false too where there is no such thing. */
export async function seesSubject(
  reader: Reader,
  actor: Actor,
  { subjectType, subjectId }: { readonly subjectType: string; readonly subjectId: string },
): Promise<boolean> {
  const type = SUBJECT_TYPES.find((known) => known === subjectType);
  return type !== undefined && SUBJECTS[type](reader, actor, subjectId);
}

/** Fails as not-found about `pointer` where the actor may not see it. */
export async function requireSubject(
  reader: Reader,
  actor: Actor,
  subject: { readonly subjectType: SubjectType; readonly subjectId: string },
  pointer = '#/subjectId',
): Promise<void> {
  if (!(await seesSubject(reader, actor, subject))) throw notFound(pointer);
}
