import { stageNameOf } from '../../domain/codes/emission-stage.ts';
import type { Message } from '../../domain/failure.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Reader } from '../../store/store.ts';
import { type ZoneFinding, zonesOfFiling } from '../sites/zone-findings.ts';
import type { Judging } from './context.ts';

/** What whoever files a machine should hear of it, though it is filed: an open prohibition, and zones that it does not meet. */
export async function notesOnFiling(
  reader: Pick<Reader, 'zones' | 'exemptions' | 'inspections' | 'sites' | 'machines' | 'prohibitions'>,
  filing: FilingRow,
  judging: Pick<Judging, 'policies'>,
): Promise<Message[]> {
  const prohibitions = await reader.prohibitions.ofMachine(filing.machineId);
  const zones = await zonesOfFiling(reader, filing, judging);
  return [
    ...(prohibitions.some(({ status }) => status === 'open') ? [PROHIBITED] : []),
    ...zones.filter(({ exempt }) => !exempt).flatMap(noteOn),
  ];
}

function noteOn({ zone: { name, minStage }, standing }: ZoneFinding): Message[] {
  switch (standing) {
    case 'below':
      return [
        {
          en: `The machine is below the minimum of the zone ${name}${minStage ? ` (${stageNameOf(minStage).en})` : ''}.`,
          zh: `该机械低于“${name}”的最低要求${minStage ? `（${stageNameOf(minStage).zh}）` : ''}。`,
        },
      ];
    case 'unknown':
      return [
        {
          en: `It is not known whether the machine meets the zone ${name}.`,
          zh: `无法确定该机械是否符合“${name}”的要求。`,
        },
      ];
    case 'place_unknown':
      return [
        {
          en: `The site may lie in the zone ${name}, whose minimum the machine does not meet: mark where the site lies.`,
          zh: `工地可能位于“${name}”内，而该机械可能不符合其要求，请标注工地位置。`,
        },
      ];
    default:
      return [];
  }
}

const PROHIBITED: Message = {
  en: 'The machine is under an open prohibition and must not be used until a re-test lifts it.',
  zh: '该机械处于禁止使用状态，复检合格解除前不得使用。',
};
