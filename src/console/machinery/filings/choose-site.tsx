import { PlusOutlined } from '@ant-design/icons';
import { Button, Empty } from 'antd';
import { Link } from 'react-router';
import type { Row } from '../../api/client.ts';
import { Choices } from '../../parts/choices.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { Days } from '../days.tsx';
import { County } from '../names.tsx';

const W = {
  label: w('工地', 'Site'),
  none: w(
    '还没有在建的工地。先登记工地，保存后回到这里继续申报。',
    'There is no open site. Add one; you come back here after it.',
  ),
  add: w('登记工地', 'Add a site'),
};

/** One of the sites for which the organisation may file. */
export function ChooseSite({
  sites,
  value,
  onChange,
}: {
  readonly sites: readonly Row<'/api/v1/sites'>[];
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}) {
  const t = useT();
  const may = useMay();
  const add = may('site.create') && (
    <Link to="/sites/new?then=file">
      <Button size="large" type={sites.length === 0 ? 'primary' : 'default'} icon={<PlusOutlined />}>
        {t(W.add)}
      </Button>
    </Link>
  );
  if (sites.length === 0) return <Empty description={t(W.none)}>{add}</Empty>;
  return (
    <>
      <Choices
        label={t(W.label)}
        narrow={260}
        value={value}
        onChange={onChange}
        options={sites.map(({ id, name, countyCode, address, startsOn, endsOn }) => ({
          value: id,
          label: <strong>{name}</strong>,
          note: (
            <>
              <County code={countyCode} /> {address}
              <br />
              <Days from={startsOn} to={endsOn} />
            </>
          ),
        }))}
      />
      <div style={{ marginTop: 12 }}>{add}</div>
    </>
  );
}
