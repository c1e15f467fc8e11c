import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Timeline } from 'antd';
import type { PlateColour } from '../../../domain/codes/plate-colour.ts';
import { api, told } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { Mark, Plate } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  title: w('更正记录', 'What was changed or proposed'),
  proposed: w('企业申请', 'Proposed'),
  made: w('已更正', 'Put right'),
  take: w('采用此号牌', 'Take this'),
};

/** Who put the plate right or proposed to, and why. */
export function PlateHistory({
  passageId,
  onChoose,
}: {
  readonly passageId: string;
  readonly onChoose: (plate: string, colour: PlateColour | undefined) => void;
}) {
  const t = useT();
  const corrections = useQuery({
    queryKey: ['corrections', passageId],
    queryFn: () => told(api.GET('/api/v1/passages/{id}/corrections', { params: { path: { id: passageId } } })),
  });
  const { data } = corrections;
  if (!data) return <PartFault of={corrections} />;
  if (data.items.length === 0) return null;
  return (
    <section aria-label={t(W.title)}>
      <h2 style={{ fontSize: 15 }}>{t(W.title)}</h2>
      <Timeline
        items={data.items.map((one) => ({
          key: one.id,
          content: (
            <Flex vertical gap={4}>
              <Flex gap={8} wrap align="center">
                <Mark tone={one.status === 'made' ? 'good' : 'warn'}>{t(W[one.status])}</Mark>
                <Instant at={one.at} />
              </Flex>
              <Flex gap={8} wrap align="center">
                <Plate plate={one.plateBefore} colour={one.colourBefore} /> →{' '}
                <Plate plate={one.plateAfter} colour={one.colourAfter} />
                {one.status === 'proposed' && one.plateAfter && (
                  <Button size="small" onClick={() => onChoose(one.plateAfter ?? '', one.colourAfter ?? undefined)}>
                    {t(W.take)}
                  </Button>
                )}
              </Flex>
              <span>{one.reason}</span>
            </Flex>
          ),
        }))}
      />
    </section>
  );
}
