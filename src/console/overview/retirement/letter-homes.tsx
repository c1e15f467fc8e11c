import { useQuery } from '@tanstack/react-query';
import { Button, Card, Empty, Table, Typography } from 'antd';
import { useState } from 'react';
import { type Answer, api, told } from '../../api/client.ts';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { PartFault } from '../../parts/part-fault.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';
import { LetterForm } from './letter-form.tsx';

const W = {
  title: w('外地国三及以下柴油货车（按归属地）', 'Old diesel goods vehicles of other cities'),
  none: w('门禁未见外地国三及以下柴油货车', 'None was met at our gates'),
  home: w('归属地', 'Home'),
  vehicles: w('车辆数', 'Vehicles'),
  untold: w('其中未函告', 'Not yet told of'),
  sightings: w('通行次数', 'Passages'),
  last: w('最近', 'Last'),
  make: w('出具移送函', 'Make a letter'),
};

type Home = Answer<'/api/v1/retirement-letters/candidates'>['homes'][number];

/** From which cities such vehicles were met, and a letter to each. */
export function LetterHomes({ onMade }: { readonly onMade: () => void }) {
  const t = useT();
  const may = useMay();
  const [making, setMaking] = useState<string>();
  const homes = useQuery({
    queryKey: ['retirement-homes'],
    queryFn: () => told(api.GET('/api/v1/retirement-letters/candidates')),
  });
  const { data } = homes;
  return (
    <Card
      size="small"
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.title)}
        </Typography.Title>
      }
    >
      {homes.isPending && <Loading />}
      <PartFault of={homes} />
      {data?.homes.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.none)} />}
      {data && data.homes.length > 0 && (
        <Table<Home>
          size="small"
          aria-label={t(W.title)}
          pagination={false}
          scroll={{ x: 'max-content' }}
          rowKey="home"
          dataSource={data.homes}
          columns={[
            { title: t(W.home), dataIndex: 'home' },
            { title: t(W.vehicles), dataIndex: 'vehicles', align: 'right' },
            { title: t(W.untold), dataIndex: 'untold', align: 'right' },
            { title: t(W.sightings), dataIndex: 'sightings', align: 'right' },
            { title: t(W.last), key: 'last', render: (row: Home) => <Instant at={row.lastAt} /> },
            {
              title: '',
              key: 'act',
              render: ({ home, untold }: Home) =>
                may('retirement-letter.write') &&
                untold > 0 && (
                  <Button size="small" onClick={() => setMaking(home)}>
                    {t(W.make)}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <LetterForm
        home={making}
        onClose={() => setMaking(undefined)}
        onMade={() => {
          setMaking(undefined);
          onMade();
        }}
      />
    </Card>
  );
}
