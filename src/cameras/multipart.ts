import { textOf } from './text.ts';

/** One part of a multipart body; `fileName` is empty where the part names none. */
export type Part = {
  readonly name: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
};

const MOST_PARTS = 40;
const LF = 0x0a;
const CR = 0x0d;

/**
 * The parts of a multipart body, their bytes as they came. Cameras leave out the last boundary, file names, blanks and the
 * CR of line ends; what came whole is given, be the end missing. Empty for a body that is none.
 */
export function partsOf(contentType: string, body: Buffer): Part[] {
  const match = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;,]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return [];
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Part[] = [];
  for (let at = nextDelimiter(body, delimiter, 0); at !== -1 && parts.length < MOST_PARTS; ) {
    const start = at + delimiter.length;
    if (body.subarray(start, start + 2).toString('latin1') === '--') break;
    at = nextDelimiter(body, delimiter, start);
    const part = partOf(body.subarray(start, at === -1 ? body.length : at));
    if (part) parts.push(part);
  }
  return parts;
}

/** Where a delimiter stands at the beginning of a line and is all of it, or -1. */
function nextDelimiter(body: Buffer, delimiter: Buffer, from: number): number {
  for (let at = body.indexOf(delimiter, from); at !== -1; at = body.indexOf(delimiter, at + 1)) {
    const after = body[at + delimiter.length];
    const isWhole = after === undefined || [LF, CR, 0x2d, 0x20, 0x09].includes(after);
    if (isWhole && (at === 0 || body[at - 1] === LF)) return at;
  }
  return -1;
}

/** A part from the end of one delimiter to the beginning of the next, whose line end is not the part's. */
function partOf(bytes: Buffer): Part | undefined {
  const headEnd = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at !== -1);
  if (headEnd.length === 0) return undefined;
  const at = Math.min(...headEnd);
  const content = bytes.subarray(at + (bytes[at] === CR ? 4 : 2));
  const end = content.at(-1) !== LF ? content.length : content.at(-2) === CR ? content.length - 2 : content.length - 1;
  const head = textOf(bytes.subarray(0, at)).replace(/\r?\n[ \t]+/g, ' ');
  const headerOf = (name: string): string => new RegExp(`^${name}[ \\t]*:(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const disposition = headerOf('Content-Disposition');
  return {
    name: parameterOf(disposition, 'name'),
    fileName: parameterOf(disposition, 'filename'),
    contentType: headerOf('Content-Type'),
    bytes: content.subarray(0, end),
  };
}

function parameterOf(header: string, name: string): string {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]*))`, 'i').exec(header);
  return match?.[1] ?? match?.[2] ?? '';
}
