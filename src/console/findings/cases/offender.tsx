import { Flex, Typography } from 'antd';
import type { Schema } from '../../api/client.ts';
import { Plate } from '../../parts/tags.tsx';
import { useT } from '../../session/language.ts';
import { OFFENDER_NAMES } from '../violation/open-case.tsx';

/** Whom a case is against. */
export function Offender({ offender }: { readonly offender: Schema<'Offender'> }) {
  const t = useT();
  const { type, name, plate, plateColour, creditCode } = offender;
  return (
    <Flex gap={8} align="center" wrap>
      {plate ? <Plate plate={plate} colour={plateColour} /> : <strong>{name ?? '—'}</strong>}
      <Typography.Text type="secondary">
        {t(OFFENDER_NAMES[type])}
        {creditCode && ` · ${creditCode}`}
      </Typography.Text>
    </Flex>
  );
}
