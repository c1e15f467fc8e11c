import { z } from 'zod';
import type { Block, PrintedDocument } from '../documents/printed-document.ts';
import { numberForm, serialDigits } from '../documents/serial-number.ts';
import template from './prohibition-notice-template.json' with { type: 'json' };

/** A decision that prohibits a machine's use (禁止使用决定书), or one that lifts it (解除禁止使用决定书). */
export const PROHIBITION_NOTICE_KINDS = ['prohibition', 'lifting'] as const;
export type ProhibitionNoticeKind = (typeof PROHIBITION_NOTICE_KINDS)[number];

/** How these are numbered (文号), such as 阳环移禁〔2026〕城区0001号. */
export const prohibitionNumbering = z.strictObject({
  prohibition: numberForm,
  lifting: numberForm,
  digits: serialDigits,
});

type Pairs = readonly (readonly [name: string, value: string])[];

/** All that such a decision says, filled in; kept with it. */
export type ProhibitionNoticeContent = {
  readonly template: string;
  readonly kind: ProhibitionNoticeKind;
  readonly number: string;
  readonly addressee: string;
  readonly opening: string;
  readonly machine: Pairs;
  /** Of the failed inspection; of the passed one where it lifts, empty where the first was void. */
  readonly facts: Pairs;
  readonly clause: { readonly source: string; readonly text: string };
  readonly orders: readonly string[];
  readonly rights: readonly string[];
  readonly issuer: string;
  readonly date: string;
};

/** What fills the template. */
export type ToldProhibition = Pick<
  ProhibitionNoticeContent,
  'kind' | 'number' | 'addressee' | 'machine' | 'facts' | 'clause' | 'date'
> & {
  readonly county: string;
  /** The last day for the re-test, in words; null where none is set. */
  readonly retestBy: string | null;
  readonly appealDays: number;
  /** It is lifted since the inspection that opened it does not count any more. */
  readonly annulled: boolean;
};

/** Fills the template. A pure function of what is told. */
export function prohibitionNoticeContent(told: ToldProhibition): ProhibitionNoticeContent {
  const { kind, number, addressee, machine, facts, clause, date, county, retestBy, appealDays, annulled } = told;
  const { prohibition, lifting } = template;
  return {
    template: template.id,
    ...{ kind, number, addressee, machine, facts, clause, date },
    opening: kind === 'prohibition' ? prohibition.opening : annulled ? lifting.annulled : lifting.opening,
    orders:
      kind === 'lifting'
        ? lifting.ordersText
        : [
            ...prohibition.ordersText,
            ...(retestBy === null ? [] : [prohibition.retestText.replace('{day}', retestBy)]),
            prohibition.useText,
          ],
    rights: template.rightsText.map((text) => text.replace('{days}', String(appealDays))),
    issuer: template.issuer.replace('{county}', county),
  };
}

/** What stands behind a limit that nobody has compared with the standard's text yet. */
export const UNCONFIRMED_LIMIT = template.unconfirmed;

/** The decision as it is printed, with room for signatures; `createdAt` in ms. */
export function prohibitionNoticeDocument(content: ProhibitionNoticeContent, createdAt: number): PrintedDocument {
  const { kind, machine, facts, clause, orders, rights } = content;
  const words = template[kind];
  const heading = (text: string): Block => ({ heading: text });
  const numbered = (texts: readonly string[]): Block[] =>
    texts.map((text, index) => ({ paragraph: `${index + 1}. ${text}` }));
  const inspected: Block[] =
    facts.length === 0 ? [] : [heading(kind === 'lifting' ? template.retest : template.facts), { pairs: facts }];
  return {
    title: words.title,
    number: content.number,
    addressee: content.addressee,
    blocks: [
      { paragraph: content.opening },
      heading(template.machine),
      { pairs: machine },
      ...inspected,
      heading(template.clauses),
      { quote: clause },
      heading(words.orders),
      ...numbered(orders),
      heading(template.rights),
      ...numbered(rights),
      heading(template.signatures),
      {
        pairs: [
          [template.inspected, BLANK],
          [template.inspectors, BLANK],
          [template.received, BLANK],
        ],
      },
    ],
    stamp: { issuer: content.issuer, date: content.date },
    createdAt,
  };
}

/** Two lines of nothing, to write on. */
const BLANK = '　\n　';
