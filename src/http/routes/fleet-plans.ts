import { z } from 'zod';
import { MOST_PLANNED, type PlannedVehicle, planFleet } from '../../actions/fleet/plan-fleet.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import type { PlanSpan } from '../../domain/fleet/fleet-plan.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { decisionOut, presentDecision } from '../decisions.ts';
import type { Language } from '../language.ts';
import { ok, route } from '../route.ts';
import { dayOut, idOut, idText } from '../schemas.ts';

const bilingual = z.strictObject({ en: z.string(), zh: z.string() });
const spanOut = z
  .strictObject({
    from: dayOut,
    until: dayOut
      .nullable()
      .meta({ description: 'The first day on which it bites no more; null: nothing on record ends it.' }),
    rule: z.string(),
    title: bilingual,
    kind: z.string().nullable(),
    effect: z.enum(['breach', 'review']),
    decision: decisionOut.meta({ description: 'As it would be decided on the first day.' }),
  })
  .meta({ id: 'PlanSpan' });

const planOut = z
  .strictObject({
    policies: z.array(z.string()).meta({ description: 'The policies planned under, the last to begin first.' }),
    vehicles: z.array(
      z.strictObject({
        vehicleId: idOut,
        plate: z.string(),
        plateColour: z.string(),
        emissionStage: z.enum(EMISSION_STAGES),
        verified: z.boolean(),
        fallsOut: z
          .strictObject({ on: dayOut, rule: z.string(), clause: z.string(), enterpriseId: idOut.nullable() })
          .nullable()
          .meta({ description: 'The first day of a breach at a gate, or of overdue retirement; null: none is known.' }),
        vehicle: z.array(spanOut).meta({ description: 'What is asked of the vehicle itself.' }),
        access: z.array(z.strictObject({ enterpriseId: idOut, spans: z.array(spanOut) })),
      }),
    ),
  })
  .meta({ id: 'FleetPlan' });

/** Plans for fleets (车队更新计划): which vehicle falls out when, and why. */
export const fleetPlanRoutes = [
  route({
    method: 'POST',
    path: '/fleets/plan',
    id: 'planFleet',
    tag: 'retirement',
    summary: 'From which day each access and retirement rule bites for vehicles, also under a policy to come',
    description:
      'Enterprises plan for what they declared; officers for any vehicles, or for all of an enterprise. `policy` adds a policy ' +
      'to the law on record: its id, `code@version` or, for officers, the id of a draft. Orders in heavy pollution are not ' +
      'foreseen.',
    who: 'fleet.plan',
    body: z.strictObject({
      vehicleIds: z.array(idText).min(1).max(MOST_PLANNED).optional(),
      enterpriseId: idText
        .optional()
        .meta({ description: 'Which enterprise they serve; else those that declared each.' }),
      bulkCargo: z.boolean().optional().meta({ description: 'Whether they carry bulk goods; absent: not known.' }),
      policy: z.string().min(1).max(100).optional(),
    }),
    replies: { 200: { description: 'The plan.', schema: planOut } },
    problems: ['not-found'],
    raw: async (req) => {
      const context = { policies: req.env.policies.current(), now: req.now };
      const { vehicles, policies } = await planFleet(req.env.store.bulk, req.actor, req.body, context);
      const refs = policies.all.map(({ ref }) => ref);
      return ok({ policies: refs, vehicles: vehicles.map((one) => present(one, policies, req.language)) });
    },
  }),
];

function present({ row, verified, own, at, out }: PlannedVehicle, policies: PolicySet, language: Language) {
  const spanOf = (span: PlanSpan) => presentSpan(span, policies, language);
  return {
    vehicleId: row.id,
    plate: row.plate,
    plateColour: row.plateColour,
    emissionStage: row.emissionStage,
    verified,
    fallsOut: out
      ? {
          on: out.span.from,
          rule: out.span.decision.rule,
          clause: out.span.decision.clause,
          enterpriseId: out.enterpriseId,
        }
      : null,
    vehicle: own.map(spanOf),
    access: at.map(({ enterpriseId, spans }) => ({ enterpriseId, spans: spans.map(spanOf) })),
  };
}

function presentSpan({ from, until, policy, decision, facts }: PlanSpan, policies: PolicySet, language: Language) {
  const title = policies.get(policy)?.rule(decision.rule)?.title ?? { en: decision.rule, zh: decision.rule };
  return {
    ...{ from, until, rule: decision.rule, title, kind: decision.kind ?? null, effect: decision.effect },
    decision: presentDecision(decision, { facts, policy, legalDay: from }, language),
  };
}
