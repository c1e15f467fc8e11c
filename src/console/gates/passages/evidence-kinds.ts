import type { Message } from '../../../domain/failure.ts';
import { slotOf } from '../../../domain/ledgers/photo-slots.ts';
import { w } from '../../session/language.ts';

const NAMES: Readonly<Record<string, Message>> = {
  photo: w('照片', 'Photo'),
  plate: w('号牌照片', 'Plate'),
  head: w('车头照片', 'Front'),
  body: w('车身照片', 'Side'),
  tail: w('车尾照片', 'Rear'),
  document: w('文件', 'Document'),
  video: w('视频', 'Video'),
  waybill: w('运单', 'Waybill'),
  meter: w('计量读数', 'Meter reading'),
};

const SLOTS: Readonly<Record<string, Message>> = {
  list: w('随车清单', 'Vehicle list'),
  licence: w('行驶证', 'Driving licence'),
  machine_plate: w('机械铭牌', 'Machine plate'),
  engine_plate: w('发动机铭牌', 'Engine plate'),
  label: w('环保信息标签', 'Environmental label'),
};

/** What a file under a kind shows; kinds are free text, so that one not known here is shown as it was written. */
export const evidenceKind = (kind: string): Message => NAMES[kind] ?? SLOTS[slotOf(kind)] ?? { zh: kind, en: kind };
