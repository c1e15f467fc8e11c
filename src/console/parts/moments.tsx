import { formatInstant, parseInstant } from '../../domain/time.ts';

/** An instant of the API as people in China read it: `2022-01-03 08:15:30`, whatever zone the browser is in. */
export const instantText = (instant: string): string => {
  const ms = parseInstant(instant);
  return ms === undefined ? instant : formatInstant(ms).slice(0, 19).replace('T', ' ');
};

/** The same without seconds. */
export const minuteText = (instant: string): string => instantText(instant).slice(0, 16);

/** An instant, readable for machines too; a dash where there is none. */
export function Instant({
  at,
  seconds = false,
}: {
  readonly at: string | null | undefined;
  readonly seconds?: boolean;
}) {
  if (!at) return <>—</>;
  return (
    <time className="numbers" dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {seconds ? instantText(at) : minuteText(at)}
    </time>
  );
}
