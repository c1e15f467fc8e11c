import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SignedRevocations } from '../actions/slips/revocations.ts';
import { stageWord } from '../domain/cases/words.ts';
import { COUNTY_NAMES } from '../domain/codes/county.ts';
import { EMISSION_STAGES } from '../domain/codes/emission-stage.ts';
import { MACHINE_CATEGORY_NAMES } from '../domain/codes/machine-category.ts';
import type { PublishedKey } from '../files/keys.ts';
import { pageHeaders } from './security-headers.ts';

/** What runs in browsers is not compiled: the service reads the same files from its sources and when it is built. */
const file = (name: string): string =>
  readFileSync(new URL(`../../src/http/slip-page/${name}`, import.meta.url), 'utf8');
const library = (name: string): string => readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8');

/** What the page is given to check with, beside its own code. */
export type Given = {
  readonly keys: readonly Pick<PublishedKey, 'kid' | 'x'>[];
  readonly madeAt: string;
  readonly revocations: SignedRevocations;
};

type Page = { html(given: Given): string; readonly headers: Readonly<Record<string, string>> };

let page: Page | undefined;

/**
 * The page that checks slips (凭证核验页), whole in one file: its script reads codes from pictures and checks signatures with
 * nothing loaded from anywhere, so that it works from a telephone's own storage as well.
 */
export function slipPage(): Page {
  page ??= makePage();
  return page;
}

/** The worker that keeps the page for use without a network. */
export const slipWorker = (): string => file('worker.js');

/** The page's whole script, as browsers run it. */
export function slipScript(): string {
  return `'use strict';\n${qrReader()}${plain(file('verify.js'))}${file('page.js')}`;
}

function makePage(): Page {
  const style = file('page.css');
  const script = slipScript();
  const template = filled(filled(file('page.html'), '/* style */', style), '/* script */', script);
  const words = {
    categories: Object.fromEntries(Object.entries(MACHINE_CATEGORY_NAMES).map(([code, { zh }]) => [code, zh])),
    counties: Object.fromEntries(Object.entries(COUNTY_NAMES).map(([code, { zh }]) => [code, zh])),
    stages: Object.fromEntries(EMISSION_STAGES.map((code) => [code, stageWord(code)])),
  };
  return {
    // Nothing in data may end the element that it stands in.
    html: (given) => {
      const data = JSON.stringify({ ...given, words }).replaceAll('<', '\\u003c');
      return filled(template, '>"given"<', `>${data}<`);
    },
    headers: pageHeaders({
      'script-src': [hashOf(script)],
      'style-src': [hashOf(style)],
      'worker-src': ["'self'"],
      'connect-src': ["'self'"],
      'media-src': ['blob:'],
    }),
  };
}

const filled = (template: string, place: string, text: string): string => template.replace(place, () => text);

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A module's code as plain script. */
const plain = (code: string): string => code.replace(/^export (?=(?:async )?(?:function|const|class) )/gm, '');

/** `QR(picture)`: the text of the code in a picture, by the package that this service makes codes with. */
function qrReader(): string {
  const encoder = plain(library('qr'))
    .replace(/^export default .*$/gm, '')
    .replace(/^export \{([^}]*)\};$/m, (_, names: string) => `return {${members(names)}};`);
  const decoder = plain(library('qr/decode.js'))
    .replace(/^import \{([^}]*)\} from '\.\/index\.js';$/m, (_, names: string) => `const {${bindings(names)}} = coder;`)
    .replace(/^export default (\w+);$/m, 'return $1;');
  const code = `const QR = ((coder) => {\n${decoder}\n})((() => {\n${encoder}\n})());\n`;
  return code.replace(/^\/\/# sourceMappingURL=.*$/gm, '');
}

const pairs = (names: string): string[][] =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => name.split(/\s+as\s+/));
const members = (names: string): string =>
  pairs(names)
    .map(([local, as = local]) => `${as}: ${local}`)
    .join(', ');
const bindings = (names: string): string =>
  pairs(names)
    .map(([theirs, as = theirs]) => `${theirs}: ${as}`)
    .join(', ');
