import { OBSERVATION_IMPORTS } from '../../actions/observations/import-observations.ts';
import { requireTeller } from '../../actions/observations/record-observation.ts';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import type { Message } from '../../domain/failure.ts';
import {
  OBSERVATION_KINDS,
  OBSERVATION_NAMES,
  OBSERVATION_RESULTS,
  type ObservationKind,
  QUANTITIES,
  RESULT_NAMES,
} from '../../domain/observations/kinds.ts';
import { type Column, codedColumn, column, dayColumn, formOf } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { COMMON_TITLES as TITLES } from '../observation-columns.ts';
import { DETAIL_FIELDS, type DetailField, MEASURED } from '../observation-fields.ts';
import { observationOf } from '../observation-schema.ts';
import { eventTimeProblem, refuse } from '../schemas.ts';
import { momentColumn } from './moments.ts';

const TEXT: Message = { en: 'Text.', zh: '文本。' };
const required = true;

const COMMON: readonly Column[] = [
  column('source', TITLES.source, { en: 'The system or unit.', zh: '系统或单位名称。' }, { required }),
  column('externalId', TITLES.externalId, { en: 'The source’s own key.', zh: '来源系统的编号。' }, { required }),
  column(
    'plate',
    TITLES.plate,
    { en: 'Or the VIN.', zh: '与车辆识别代号至少填一项。' },
    { also: ['车牌号', '车牌号码'] },
  ),
  codedColumn('plateColour', TITLES.plateColour, PLATE_COLOURS, PLATE_COLOUR_NAMES, { also: ['车牌颜色'] }),
  column('vin', TITLES.vin, { en: 'Or the plate.', zh: '与号牌至少填一项。' }, { also: ['VIN', '车架号'] }),
  momentColumn('occurredAt', TITLES.occurredAt, { required }),
  column('countyCode', TITLES.countyCode, { en: 'Such as 140302.', zh: '如 140302。' }),
  codedColumn('result', TITLES.result, OBSERVATION_RESULTS, RESULT_NAMES),
];

/** The columns of a kind: what its export gives, but for the follow-up. */
function columnsOf(kind: ObservationKind): Column[] {
  const details = Object.entries(DETAIL_FIELDS[kind]).map(([name, field]) => detailColumn(name, field));
  const measured = MEASURED[kind].flatMap((name) => {
    const { title, unit, digits } = QUANTITIES[name];
    const note = { en: `${unit}, at most ${digits} decimals.`, zh: `${unit}，最多 ${digits} 位小数。` };
    const of = (what: 'value' | 'limit', named: Message) =>
      column(`${name} ${what}`, named, note, { field: `details/readings/${name}/${what}`, read: numberOf });
    return [
      of('value', { en: `${title.en} (${unit})`, zh: `${title.zh}（${unit}）` }),
      of('limit', { en: `${title.en} limit (${unit})`, zh: `${title.zh}限值（${unit}）` }),
    ];
  });
  return [...COMMON, ...details, ...measured];
}

function detailColumn(name: string, { title, form, names, required: needed = false }: DetailField): Column {
  const more = { field: `details/${name}`, required: needed };
  if (form === 'day') return dayColumn(name, title, more);
  if (form === 'moment') return momentColumn(name, title, more);
  if (names) return codedColumn(name, title, Object.keys(names), names, more);
  if (form === 'texts')
    return column(name, title, SEVERAL, { ...more, read: (text) => text.split(/[;；,，、\s]+/).filter(Boolean) });
  return column(name, title, form === 'number' ? NUMBER : TEXT, form === 'number' ? { ...more, read: numberOf } : more);
}

/** Unlike masses and counts these may lie below zero. */
const numberOf = (text: string): unknown => (/^-?\d{1,12}(?:\.\d+)?$/.test(text) ? Number(text) : text);

const SEVERAL: Message = { en: 'Several with semicolons between them.', zh: '多项以分号分隔。' };
const NUMBER: Message = { en: 'A number.', zh: '数字。' };

/** Observations by the table, one import for each kind; each row as `POST /observations` would take it. */
export const observationImportRoutes = OBSERVATION_KINDS.flatMap((kind) => {
  const pascal = kind.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return importRoutes({
    what: OBSERVATION_IMPORTS[kind],
    form: (now) =>
      formOf(
        columnsOf(kind),
        observationOf(kind).superRefine(({ occurredAt }, context) => {
          const problem = eventTimeProblem(occurredAt, now);
          if (problem) refuse(context, problem, ['occurredAt']);
        }),
        ({ source, externalId }) => JSON.stringify([source, externalId]),
      ),
    authorise: (_reader, actor) => Promise.resolve(requireTeller(actor, kind)),
    path: `/observations/${kind.replaceAll('_', '-')}`,
    ...{ name: pascal, plural: `${pascal}Rows`, tag: 'observations', who: 'observation.create' },
    title: OBSERVATION_NAMES[kind],
    description: 'A row whose source and key are on record with the same content is left as it is.',
    outcomes: { created: 'Put on record.', unchanged: 'On record just so.' },
  });
});
