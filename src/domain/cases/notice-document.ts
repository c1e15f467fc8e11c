import type { Block, PrintedDocument } from '../documents/printed-document.ts';
import type { NoticeContent } from './notice-content.ts';
import template from './notice-template.json' with { type: 'json' };

/** A notice as it is printed. `pictureOf` gives the bytes of each picture; `createdAt` in ms. */
export function noticeDocument(
  content: NoticeContent,
  pictureOf: (sha256: string) => Uint8Array,
  createdAt: number,
): PrintedDocument {
  const { pictures, morePictures } = content;
  const heading = (text: string): Block => ({ heading: text });
  const paragraph = (text: string): Block => ({ paragraph: text });
  const evidence: Block[] =
    pictures.length === 0
      ? [paragraph(template.noEvidence)]
      : [{ pictures: pictures.map(({ caption, sha256 }) => ({ caption, bytes: pictureOf(sha256) })) }];
  if (morePictures > 0) evidence.push(paragraph(template.moreEvidence.replace('{count}', String(morePictures))));
  return {
    title: template.title,
    number: content.number,
    addressee: content.addressee,
    blocks: [
      paragraph(template.opening),
      heading(template.facts),
      ...content.violations.map(({ facts }): Block => ({ pairs: facts })),
      heading(template.clauses),
      ...content.clauses.map((quote): Block => ({ quote })),
      heading(template.findings),
      ...(content.findings.length === 0 ? [template.noFindings] : content.findings).map(paragraph),
      heading(template.evidence),
      ...evidence,
      heading(template.rights),
      ...content.rights.map(paragraph),
      heading(template.answerable),
      paragraph(content.answerable.join('、')),
      paragraph(template.closing),
    ],
    stamp: { issuer: content.issuer, date: content.date },
    createdAt,
  };
}
