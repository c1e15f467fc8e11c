import { useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Typography } from 'antd';
import type { PlateColour } from '../../../domain/codes/plate-colour.ts';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mark, Plate } from '../../parts/tags.tsx';
import { useLanguage, useT, w } from '../../session/language.ts';

const W = {
  title: w('可能的登记车辆', 'Registered vehicles it may have been'),
  none: w('没有相近的登记车辆，请按照片填写。', 'No registered vehicle is close: type what the photo shows.'),
  registered: w('当前号牌已在登记库中', 'The plate as it stands is on the register'),
  alternatives: w('摄像机的其他识别结果', 'What else the camera thought possible'),
  choose: w('选用', 'Take this'),
  verified: w('已核实', 'Verified'),
  unverified: w('未核实', 'Not verified'),
  colour: w('颜色不符', 'Another colour'),
};

/** What a passage may have been, likeliest first. A person chooses; nothing is taken by itself. */
export function PlateCandidates({
  passageId,
  onChoose,
}: {
  readonly passageId: string;
  readonly onChoose: (plate: string, colour: PlateColour | undefined) => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ['candidates', passageId],
    queryFn: () => told(api.GET('/api/v1/passages/{id}/candidates', { params: { path: { id: passageId } } })),
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const changed = (at: number, read: string, instead: string) =>
    language === 'zh' ? `第 ${at + 1} 位 ${read} → ${instead}` : `sign ${at + 1}: ${read} → ${instead}`;
  return (
    <Card size="small" title={<h2 style={{ fontSize: 15, margin: 0 }}>{t(W.title)}</h2>}>
      {data.registered && <p>{t(W.registered)}</p>}
      {data.candidates.length === 0 && <Typography.Text type="secondary">{t(W.none)}</Typography.Text>}
      <Flex component="ul" vertical gap={8} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {data.candidates.map((one) => (
          <li key={`${one.plate} ${one.plateColour}`}>
            <Flex gap={8} wrap align="center">
              <Plate plate={one.plate} colour={one.plateColour} />
              <Mark tone={one.verified ? 'good' : 'plain'}>{t(one.verified ? W.verified : W.unverified)}</Mark>
              {one.colourAgrees === false && <Mark tone="warn">{t(W.colour)}</Mark>}
              <Typography.Text type="secondary">
                {one.differences
                  .map(({ at, read, instead }) => changed(at, read, instead))
                  .join(language === 'zh' ? '，' : ', ')}
              </Typography.Text>
              <Button onClick={() => onChoose(one.plate, one.plateColour)} aria-label={`${t(W.choose)} ${one.plate}`}>
                {t(W.choose)}
              </Button>
            </Flex>
          </li>
        ))}
      </Flex>
      {data.alternatives.length > 0 && (
        <Flex gap={8} wrap align="center" style={{ marginTop: 8 }}>
          {t(W.alternatives)}：
          {data.alternatives.map((plate) => (
            <Button key={plate} size="small" onClick={() => onChoose(plate, undefined)}>
              {plate}
            </Button>
          ))}
        </Flex>
      )}
    </Card>
  );
}
