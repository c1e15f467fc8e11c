import { invalid, notFound } from '../../domain/failure.ts';
import { holderOf, holdersOn } from '../../domain/gates/plate-holder.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { agreementOf, type Verdict, verdictOf } from '../../domain/spot-checks/item.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { SpotCheckItemRow } from '../../store/spot-checks.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { openCheck, SPOT_CHECK } from './spot-check.ts';

/** What an officer found: of a passage the stage and what it rests on, of all else a verdict. */
export type Result = {
  readonly verdict?: Exclude<Verdict, 'pending'> | undefined;
  readonly emissionStage?: string | undefined;
  readonly stageBasis?: string | undefined;
  readonly remark?: string | undefined;
  readonly evidenceIds?: readonly string[] | undefined;
};

/** Gives an item of an open check its result, in place of any before. */
export async function recordResult(
  tx: Writer,
  actor: Actor,
  { checkId, itemId }: { readonly checkId: string; readonly itemId: string },
  result: Result,
  at: At,
): Promise<void> {
  await openCheck(tx, actor, checkId);
  const item = await tx.spotChecks.findItem(checkId, itemId);
  if (!item) throw notFound('#/itemId');
  await requireEvidence(tx, checkId, result.evidenceIds ?? []);
  const { remark = null, evidenceIds = [] } = result;
  const settled = item.kind === 'passage' ? await restaged(tx, item, result) : judged(result);
  const finding = { ...settled.finding, remark, evidenceIds };
  const checked = { verdict: settled.verdict, finding, checkedAt: at.now, checkedBy: actor.id };
  await tx.spotChecks.setResult(itemId, checked);
  const detail = { itemId, kind: item.kind, verdict: settled.verdict };
  await record(tx, actor, at, 'spot-check.result', { type: SPOT_CHECK, id: checkId }, detail);
}

function judged({ verdict, emissionStage, stageBasis, remark }: Result) {
  if (emissionStage !== undefined) throw invalid('#/emissionStage', NO_PASSAGE);
  if (stageBasis !== undefined) throw invalid('#/stageBasis', NO_PASSAGE);
  if (verdict === undefined) throw invalid('#/verdict', { en: 'Give a verdict.', zh: '请填写结论。' });
  if (verdict !== 'right' && remark === undefined) throw invalid('#/remark', WHY);
  return { verdict, finding: {} };
}

async function restaged(tx: Writer, item: SpotCheckItemRow, { verdict, emissionStage, stageBasis, remark }: Result) {
  if (verdict !== undefined) throw invalid('#/verdict', BY_STAGE);
  if (emissionStage === undefined) throw invalid('#/emissionStage', STAGE);
  const unknown = emissionStage === 'X';
  if (!unknown && stageBasis === undefined) throw invalid('#/stageBasis', BASIS);
  if (unknown && remark === undefined) throw invalid('#/remark', WHY);
  const sample = item.sample as { emissionStage: string; plate: string; plateColour: string | null; passedAt: number };
  const agreement = agreementOf(sample.emissionStage, emissionStage);
  const found = { emissionStage, stageBasis: unknown ? null : (stageBasis ?? null), agreement };
  const differs = agreement === 'differs' || agreement === 'not_told';
  const correction = differs ? await correctionOf(tx, sample, { emissionStage, stageBasis }) : null;
  return { verdict: verdictOf(agreement), finding: { ...found, correction } };
}

/**
 * The call that puts the register right: verifying the vehicle, changing one that is verified, or putting it on record
 * (which asks for more than is known here).
 */
async function correctionOf(
  tx: Writer,
  { plate, plateColour, passedAt }: { plate: string; plateColour: string | null; passedAt: number },
  found: { readonly emissionStage: string; readonly stageBasis: string | undefined },
) {
  const { emissionStage, stageBasis } = found;
  const holders = holdersOn(await tx.vehicles.holdersOf(plate), legalDayOf(passedAt));
  const holder = holderOf(holders, plateColour);
  const vehicle = holder && (await tx.vehicles.find(holder.vehicleId));
  if (!vehicle)
    return { method: 'POST', path: '/api/v1/vehicles', body: { plate, plateColour, emissionStage, stageBasis } };
  const path = `/api/v1/vehicles/${vehicle.id}`;
  return vehicle.verified
    ? { method: 'PATCH', path, body: { emissionStage, stageBasis } }
    : { method: 'POST', path: `${path}/verify`, body: { stageBasis, corrections: { emissionStage } } };
}

/** Evidence of an item is filed about the check itself. */
async function requireEvidence(tx: Writer, checkId: string, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const row = await tx.evidence.find(id);
    if (row?.subjectType !== SPOT_CHECK || row.subjectId !== checkId) throw notFound(`#/evidenceIds/${index}`);
  }
}

const NO_PASSAGE = { en: 'This is for passages to be re-verified.', zh: '仅用于排放阶段复核的项目。' };
const BY_STAGE = {
  en: 'The verdict on a stage follows from the stage found.',
  zh: '排放阶段的结论由核实到的阶段得出。',
};
const STAGE = { en: 'Say which stage was found, X for none.', zh: '请填写核实到的排放阶段，无法核实填 X。' };
const BASIS = { en: 'Say what it was found by.', zh: '请填写核实依据。' };
const WHY = { en: 'Say why.', zh: '请说明原因。' };
