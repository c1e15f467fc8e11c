import { Card, Table, Typography } from 'antd';
import type { Schema } from '../../api/client.ts';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { FACT_NAMES, FACTS, type FactName, useFactText } from './fact-words.ts';

const W = {
  title: w('车辆信息', 'Facts'),
  fact: w('项目', 'Fact'),
  value: w('内容', 'Value'),
  origin: w('来源', 'By whose word'),
  verified: w('登记核实', 'Verified'),
  declared: w('企业申报', 'Declared'),
  otherwise: w('企业申报为', 'Declared as'),
};

/** What is on file of a vehicle, each fact with whose word it is; where enterprises say otherwise, that beside it. */
export function VehicleFacts({ vehicle }: { readonly vehicle: Schema<'Vehicle'> }) {
  const t = useT();
  const say = useFactText();
  const given = FACTS.filter((name) => vehicle[name] !== null && vehicle[name] !== undefined);
  return (
    <Card
      size="small"
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.title)}
        </Typography.Title>
      }
    >
      <Table
        size="small"
        aria-label={t(W.title)}
        pagination={false}
        rowKey={(name) => name}
        dataSource={given}
        columns={[
          { title: t(W.fact), key: 'fact', width: '34%', render: (name: FactName) => t(FACT_NAMES[name]) },
          {
            title: t(W.value),
            key: 'value',
            render: (name: FactName) => (
              <>
                <span style={{ overflowWrap: 'anywhere' }}>{say(name, vehicle[name])}</span>
                {name in vehicle.declared && (
                  <div>
                    <Mark tone="warn">
                      {t(W.otherwise)} {say(name, vehicle.declared[name])}
                    </Mark>
                  </div>
                )}
              </>
            ),
          },
          {
            title: t(W.origin),
            key: 'origin',
            width: 96,
            render: (name: FactName) => {
              const origin = vehicle.origins[name];
              if (!origin) return '—';
              return (
                <Mark tone={origin === 'verified' ? 'good' : 'warn'}>
                  {t(origin === 'verified' ? W.verified : W.declared)}
                </Mark>
              );
            },
          },
        ]}
      />
    </Card>
  );
}
