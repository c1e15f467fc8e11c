import { z } from 'zod';
import type { TimelineEntry } from '../actions/observations/timeline.ts';
import { PLATE_COLOUR_NAMES } from '../domain/codes/plate-colour.ts';
import { explainFlag, type FlagWhy } from '../domain/enforcement/why.ts';
import type { Message } from '../domain/failure.ts';
import type { Cargo } from '../domain/gates/passage.ts';
import {
  OBSERVATION_NAMES,
  type ObservationKind,
  type ObservationResult,
  RESULT_NAMES,
} from '../domain/observations/kinds.ts';
import type { RecordedChange } from '../store/vehicles.ts';
import type { Language } from './language.ts';
import { presentDetails } from './observation-fields.ts';
import { idOut, instant, instantOut } from './schemas.ts';

export const TIMELINE_TYPES = [
  'passage',
  'violation',
  'refill',
  'observation',
  'inspection',
  'registration',
  'change',
  'retirement',
  'plate',
] as const;
type TimelineType = (typeof TIMELINE_TYPES)[number];

export const entryOut = z
  .strictObject({
    at: instantOut,
    type: z.enum(TIMELINE_TYPES),
    id: idOut,
    summary: z.string(),
    status: z
      .string()
      .nullable()
      .meta({ description: 'Outcome of a passage, state of a violation or refill, result of an observation.' }),
    link: z.string().meta({ description: 'Where it can be read in full.' }),
    detail: z.looseObject({}),
  })
  .meta({ id: 'TimelineEntry' });

/** An entry as answers give it. `names` are those of the enterprises that passages and refills name. */
export function presentEntry(
  entry: TimelineEntry,
  names: ReadonlyMap<string, string>,
  vehicleId: string | null,
  language: Language,
) {
  const { type, summary, status, link, detail } = partsOf(entry, names, vehicleId, language);
  return { at: instant(entry.at), type, id: entry.id, summary, status, link: `/api/v1${link}`, detail };
}

type Parts = {
  readonly type: TimelineType;
  readonly summary: string;
  readonly status: string | null;
  readonly link: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

function partsOf(
  entry: TimelineEntry,
  names: ReadonlyMap<string, string>,
  vehicleId: string | null,
  language: Language,
): Parts {
  const say = ({ en, zh }: Message) => (language === 'zh' ? zh : en);
  const nameOf = (id: string): string => names.get(id) ?? id;
  switch (entry.type) {
    case 'passage': {
      const { row } = entry;
      const way = row.direction === 'in' ? { en: 'in at', zh: '驶入' } : { en: 'out of', zh: '驶出' };
      const cargo = row.cargo as Cargo | null;
      const load = cargo?.name ? ` · ${cargo.name}${cargo.kg === undefined ? '' : ` ${cargo.kg / 1_000} t`}` : '';
      return {
        ...{ type: 'passage', status: row.outcome, link: `/passages/${row.id}` },
        summary: `${say(way)} ${nameOf(row.enterpriseId)}${load}`,
        detail: {
          ...{ enterpriseId: row.enterpriseId, gateId: row.gateId, visitId: row.visitId, direction: row.direction },
          ...{ plate: row.plate, plateColour: row.plateColour, barrier: row.barrier },
        },
      };
    }
    case 'violation': {
      const { row } = entry;
      return {
        ...{ type: 'violation', status: row.status, link: `/violations/${row.id}` },
        summary: explainFlag(row.why as FlagWhy, language),
        detail: {
          kind: row.kind,
          effect: row.effect,
          rule: row.rule,
          clause: row.clause,
          enterpriseId: row.enterpriseId,
        },
      };
    }
    case 'refill': {
      const { row } = entry;
      const litres = row.millilitres / 1_000;
      return {
        ...{ type: 'refill', status: row.status, link: `/urea-refills/${row.id}` },
        summary: say({
          en: `${litres} l of urea, told by ${nameOf(row.enterpriseId)}`,
          zh: `加注尿素 ${litres} 升（${nameOf(row.enterpriseId)}上报）`,
        }),
        detail: { litres, enterpriseId: row.enterpriseId, pointId: row.pointId },
      };
    }
    case 'observation': {
      const { row } = entry;
      const kind = row.kind as ObservationKind;
      const result = row.result === 'none' ? '' : ` · ${say(RESULT_NAMES[row.result as ObservationResult])}`;
      return {
        type: kind === 'periodic_inspection' ? 'inspection' : 'observation',
        ...{ status: row.result, link: `/observations/${row.id}` },
        summary: `${say(OBSERVATION_NAMES[kind])}${result} · ${row.source}`,
        detail: {
          ...{ kind, followUp: row.followUp },
          ...presentDetails(kind, row.details as Readonly<Record<string, unknown>>),
        },
      };
    }
    case 'plate': {
      const { plate, plateColour, validFrom, validUntil } = entry.binding;
      const colour = PLATE_COLOUR_NAMES[plateColour as keyof typeof PLATE_COLOUR_NAMES];
      return {
        ...{ type: 'plate', status: null, link: `/vehicles/${entry.binding.vehicleId}` },
        summary: say({ en: `plate ${plate}, ${colour.en}`, zh: `号牌 ${plate}（${colour.zh}）` }),
        detail: { plate, plateColour, from: validFrom, until: validUntil },
      };
    }
    case 'change':
      return changeParts(entry.change, entry.first, vehicleId ?? entry.change.vehicleId, say);
  }
}

const LEFT: readonly string[] = ['scrapped', 'deregistered', 'transferred_out'];
const SOURCES: Readonly<Record<RecordedChange['source'], Message>> = {
  officer: { en: 'verified by an officer', zh: '执法人员核实' },
  enterprise: { en: 'declared by an enterprise', zh: '企业申报' },
  refusal: { en: 'declaration turned down', zh: '申报被退回' },
};

/** Which facts were given, and of whom nothing: who owns a vehicle is no part of its timeline. */
function changeParts(
  { facts, source, effectiveOn }: RecordedChange,
  first: boolean,
  vehicleId: string,
  say: (message: Message) => string,
): Parts {
  const type = first ? 'registration' : LEFT.includes(facts.status ?? '') ? 'retirement' : 'change';
  const { owner: _, plateRaw: __, ...told } = facts;
  const given = { registration: ON_RECORD, retirement: GONE, change: CHANGED }[type];
  return {
    ...{ type, status: facts.status ?? null, link: `/vehicles/${vehicleId}` },
    summary: `${say(given)} · ${say(SOURCES[source])}`,
    detail: { source, effectiveOn, ...told },
  };
}

const ON_RECORD: Message = { en: 'put on record', zh: '登记建档' };
const GONE: Message = { en: 'left the road', zh: '注销、报废或转出' };
const CHANGED: Message = { en: 'facts changed', zh: '信息变更' };
