import { codedText, compact } from './coded-text.ts';
import type { EmissionStage } from './emission-stage.ts';

/** A machine's number in its one form; `stage` is what the number itself says of the emission stage, if anything. */
export type MachineNumber = { readonly code: string; readonly stage?: EmissionStage };

const plain = (text: string) => compact(text).replace(/[‐‑‒–—―−]/gu, '-');

/**
 * An environmental code (环保登记号码) as `3-ABCD1234`: a stage sign 0–4, D or X, a hyphen that may be left out, eight signs
 * without I and O. The form is accepted leniently, since no standard text was found.
 */
export function parseEnvironmentalCode(text: string): MachineNumber | undefined {
  const match = /^([0-4DX])-?([A-HJ-NP-Z0-9]{8})$/.exec(plain(text));
  return match ? { code: `${match[1]}-${match[2]}`, stage: match[1] as EmissionStage } : undefined;
}

/** A machine environmental code stamped on the body (机械环保代码, MEIN): 17 letters and digits. It tells no stage. */
export function parseMein(text: string): MachineNumber | undefined {
  return seventeen(text);
}

/** A product identification number (产品识别码, PIN, GB/T 25606): 17 letters and digits. A VIN's check digit does not apply. */
export function parsePin(text: string): MachineNumber | undefined {
  return seventeen(text);
}

/**
 * An environmental-information disclosure number (环保信息公开编号): 24 signs, `CN`, the class, then at positions 5 and 6
 * `G` and the stage. It names a type, not one machine.
 */
export function parseDisclosureNumber(text: string): MachineNumber | undefined {
  const code = plain(text).replace(/-/g, '');
  if (!/^CN[A-Z0-9]{22}$/.test(code)) return undefined;
  const stage = /^G[0-7]$/.test(code.slice(4, 6)) ? (code[5] as EmissionStage) : undefined;
  return stage ? { code, stage } : { code };
}

function seventeen(text: string): MachineNumber | undefined {
  const code = plain(text).replace(/-/g, '');
  return /^[A-Z0-9]{17}$/.test(code) ? { code } : undefined;
}

/* @__NO_SIDE_EFFECTS__ */
const codeOf = (parse: (text: string) => MachineNumber | undefined) => (text: string) => parse(text)?.code;

export const environmentalCodeInput = codedText(40, codeOf(parseEnvironmentalCode), {
  en: 'An environmental code is a stage sign (0 to 4, D or X), a hyphen and eight letters or digits without I and O.',
  zh: '环保登记号码应为阶段标识（0 至 4、D 或 X）、连字符和 8 位不含 I、O 的字母数字。',
});

export const meinInput = codedText(40, codeOf(parseMein), {
  en: 'A MEIN has 17 letters and digits.',
  zh: '机械环保代码应为 17 位字母和数字。',
});

export const pinInput = codedText(40, codeOf(parsePin), {
  en: 'A PIN has 17 letters and digits.',
  zh: '产品识别码应为 17 位字母和数字。',
});

export const disclosureNumberInput = codedText(60, codeOf(parseDisclosureNumber), {
  en: 'A disclosure number starts with CN and has 24 letters and digits.',
  zh: '环保信息公开编号应以 CN 开头，共 24 位字母和数字。',
});
