import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import { type VehicleFacts, vehicleOn } from '../../domain/fleet/vehicle.ts';
import { findingsOf, type ObservationFinding } from '../../domain/observations/findings.ts';
import type { FollowUp, ObservationKind, ObservationResult } from '../../domain/observations/kinds.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { ObservationRow } from '../../store/observations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { raiseFlags } from '../enforcement/raise-flags.ts';
import { matchVehicle } from './match-vehicle.ts';

export type Looking = {
  readonly policies: PolicySet;
  readonly now: number;
  readonly newId: () => string;
  /** What made it look, such as `job:<id>`. */
  readonly cause?: string;
};

/** What an observation comes to: whose it is, what the policy of its day finds in it, whether it has to be followed up. */
export type Look = Pick<ObservationRow, 'vehicleId' | 'findings' | 'followUp'>;

/**
 * Holds an observation against the register as it is now, by the policy of its own day, and makes its review flags stand or be
 * taken back. A follow-up that an officer closed or opened stays as it is.
 */
export async function lookAt(
  tx: Writer,
  row: Omit<ObservationRow, keyof Look> & { readonly followUp: string },
  context: Looking,
): Promise<Look> {
  const legalDay = legalDayOf(row.occurredAt);
  const policy = context.policies.on(legalDay);
  const vehicleId = (await matchVehicle(tx, row)) ?? null;
  const verified = vehicleId === null ? undefined : await verifiedOn(tx, vehicleId, legalDay);
  const findings = policy && row.voidedAt === null ? found(policy, row, verified) : [];
  const standing = await tx.violations.ofSubjects([`observation:${row.id}`]);
  const desired = policy ? flagsOf(row, { vehicleId, verified, legalDay, policy, findings }) : [];
  await raiseFlags(tx, standing, desired, context);
  const open: FollowUp = findings.some(({ followUp }) => followUp) ? 'open' : 'none';
  return { vehicleId, findings, followUp: row.followedUpAt === null ? open : row.followUp };
}

async function verifiedOn(reader: Pick<Reader, 'vehicles'>, vehicleId: string, day: string): Promise<VehicleFacts> {
  return vehicleOn(await reader.vehicles.changesOf([vehicleId]), day).verified;
}

type Seen = Pick<
  ObservationRow,
  'id' | 'kind' | 'result' | 'vin' | 'details' | 'occurredAt' | 'countyCode' | 'plate' | 'plateColour'
>;

function found(policy: Policy, row: Seen, verified: VehicleFacts | undefined): ObservationFinding[] {
  const { stageFound } = row.details as { readonly stageFound?: string };
  const seen = {
    kind: row.kind as ObservationKind,
    result: row.result as ObservationResult,
    vin: row.vin,
    stageFound: stageFound ?? null,
  };
  return findingsOf(policy.parameter('observationFindings'), policy.parameter('stageByRegistration'), seen, verified);
}

function flagsOf(
  row: Seen,
  at: {
    readonly vehicleId: string | null;
    readonly verified: VehicleFacts | undefined;
    readonly legalDay: string;
    readonly policy: Policy;
    readonly findings: readonly ObservationFinding[];
  },
): DesiredFlag[] {
  const { vehicleId, verified, legalDay, policy } = at;
  return at.findings.flatMap(({ sign, flag, facts }) =>
    flag === undefined
      ? []
      : {
          kind: flag,
          subjectKey: `observation:${row.id}`,
          effect: 'review' as const,
          rule: flag.replaceAll('_', '-'),
          clause: 'data-quality',
          alsoRules: [],
          policy: policy.ref,
          occurredAt: row.occurredAt,
          legalDay,
          beforePublication: legalDay < policy.publishedOn,
          countyCode: row.countyCode,
          vehicleId,
          plate: row.plate || (verified?.plate ?? null),
          plateColour: row.plateColour ?? verified?.plateColour ?? null,
          emissionStage: verified?.emissionStage ?? null,
          evidence: { observationId: row.id, passageIds: [] },
          why: { finding: `observed_${sign}`, facts },
        },
  );
}
