import { codedText } from './coded-text.ts';

/**
 * What cleans a machine's exhaust (排放后处理装置): exhaust-gas recirculation, oxidation catalyst, particulate filter and selective
 * catalytic reduction, alone or together, in this order.
 */
export const AFTER_TREATMENTS = [
  'none',
  'egr',
  'doc',
  'dpf',
  'scr',
  'egr_doc',
  'egr_dpf',
  'egr_scr',
  'doc_dpf',
  'doc_scr',
  'dpf_scr',
  'egr_doc_dpf',
  'egr_doc_scr',
  'egr_dpf_scr',
  'doc_dpf_scr',
  'egr_doc_dpf_scr',
  'other',
] as const;
export type AfterTreatment = (typeof AFTER_TREATMENTS)[number];

const DEVICES = ['egr', 'doc', 'dpf', 'scr'] as const;

/** `doc_dpf` however it is written: `DPF+DOC`, `doc、dpf`, `DOC / DPF`; `无` is `none`, `其他` is `other`. */
export function parseAfterTreatment(text: string): AfterTreatment | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (plain === '无' || plain === 'none') return 'none';
  if (plain === '其他' || plain === '其它' || plain === 'other') return 'other';
  const named = plain.split(/[\s+_,、;/&]+/u).filter((part) => part !== '');
  if (new Set(named).size !== named.length) return undefined;
  if (!named.every((part) => DEVICES.some((device) => device === part))) return undefined;
  const code = DEVICES.filter((device) => named.includes(device)).join('_');
  return AFTER_TREATMENTS.find((known) => known === code);
}

export const afterTreatmentInput = codedText(40, parseAfterTreatment, {
  en: 'After-treatment is none, other, or a combination of EGR, DOC, DPF and SCR such as doc_dpf_scr.',
  zh: '后处理装置应为“无”“其他”或 EGR、DOC、DPF、SCR 的组合，如 DOC+DPF+SCR。',
});
