import { Alert, Button, Flex, Typography } from 'antd';
import type { Schema } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';

const W = {
  good: w('检查通过，可以发布。', 'Nothing is wrong: it can be published.'),
  faults: w('{n} 处问题，改好之前不能发布', '{n} faults keep it from being published'),
  warnings: w('{n} 处请留意，不影响发布', '{n} things deserve a look; they keep nobody from publishing'),
  place: w('定位', 'Show'),
};

/** What was found in a draft, each with its place. */
export function Faults({
  check,
  onPlace,
}: {
  readonly check: Schema<'PolicyCheck'>;
  readonly onPlace: (pointer: string) => void;
}) {
  const t = useT();
  const { faults, warnings } = check;
  return (
    <Flex vertical gap={12} role="status">
      {faults.length === 0 ? (
        <Alert type="success" showIcon title={t(W.good)} />
      ) : (
        <Alert
          type="error"
          showIcon
          title={t(W.faults).replace('{n}', String(faults.length))}
          description={<List found={faults} onPlace={onPlace} />}
        />
      )}
      {warnings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t(W.warnings).replace('{n}', String(warnings.length))}
          description={<List found={warnings} onPlace={onPlace} />}
        />
      )}
    </Flex>
  );
}

function List({
  found,
  onPlace,
}: {
  readonly found: Schema<'PolicyCheck'>['faults'];
  readonly onPlace: (pointer: string) => void;
}) {
  const t = useT();
  return (
    <ul style={{ margin: 0, paddingInlineStart: 20, maxHeight: 320, overflow: 'auto' }}>
      {found.map(({ code, pointer, detail }) => (
        <li key={`${code} ${pointer}`} style={{ marginBottom: 6 }}>
          {t(detail)}{' '}
          <Typography.Text code style={{ overflowWrap: 'anywhere' }}>
            {pointer}
          </Typography.Text>{' '}
          <Button size="small" onClick={() => onPlace(pointer)} aria-label={`${t(W.place)} ${pointer}`}>
            {t(W.place)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
