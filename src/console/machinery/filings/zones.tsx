import { Typography } from 'antd';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import type { Schema } from '../../api/client.ts';
import { Instant } from '../../parts/moments.tsx';
import { useT, w } from '../../session/language.ts';

const W = {
  zone: w('低排放区', 'Low-emission zone'),
  least: w('要求不低于', 'asks for at least'),
  exempt: w('已豁免', 'exempted'),
  until: w('至', 'until'),
};

const STANDINGS = {
  meets: w('符合要求', 'meets it'),
  below: w('低于要求', 'below it'),
  unknown: w('排放阶段或燃料未知，无法判断', 'stage or fuel unknown: cannot be told'),
  place_unknown: w('工地未标注位置，无法判断', 'nobody told where the site lies: cannot be told'),
};

/** The low-emission zones of a site on the planned days, and how the machine stands to each. */
export function Zones({ of }: { readonly of: readonly Schema<'ZoneFinding'>[] }) {
  const t = useT();
  return (
    <>
      {of.map(({ id, name, document, minStage, standing, exempt, exemptUntil }) => (
        <Typography.Paragraph key={id} style={{ margin: '4px 0 0' }}>
          {t(W.zone)}：{name}（{document}）{minStage && ` ${t(W.least)} ${t(stageNameOf(minStage))}`}，
          <Typography.Text type={standing === 'meets' || exempt ? 'success' : 'warning'}>
            {t(STANDINGS[standing])}
          </Typography.Text>
          {exempt && (
            <>
              ，{t(W.exempt)}
              {exemptUntil && (
                <>
                  {t(W.until)} <Instant at={exemptUntil} />
                </>
              )}
            </>
          )}
        </Typography.Paragraph>
      ))}
    </>
  );
}
