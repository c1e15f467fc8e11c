import type { Message } from '../../../domain/failure.ts';
import type { Row } from '../../api/client.ts';
import { w } from '../../session/language.ts';

const W = {
  empty: w('空车', 'Empty'),
  untold: w('未上报', 'Not told'),
  unnamed: w('货物名称未报', 'Not named'),
  tonnes: w('吨', 't'),
  unweighed: w('未称重', 'not weighed'),
};

/** A load as told by the gate, in words; what was not told is said to be so. */
export function cargoText(cargo: Row<'/api/v1/passages'>['cargo'], t: (message: Message) => string): string {
  if (!cargo) return t(W.untold);
  if (cargo.empty) return t(W.empty);
  const mass = cargo.tonnes === undefined ? t(W.unweighed) : `${cargo.tonnes} ${t(W.tonnes)}`;
  return `${cargo.name ?? t(W.unnamed)} · ${mass}`;
}
