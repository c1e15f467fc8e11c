import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { Typography } from 'antd';
import type { WhyNode } from '../../../domain/policy/evaluate.ts';
import { useT, w } from '../../session/language.ts';
import { conditionWord, originWords, valueWord } from '../parts/fact-words.ts';
import { decisive } from './why.ts';

const W = {
  yes: w('满足', 'met'),
  no: w('不满足', 'not met'),
  unknown: w('未知', 'unknown'),
  all: w('以下各项须全部满足', 'All of these'),
  any: w('以下各项满足其一即可', 'Any one of these'),
  not: w('不得属于以下情形', 'Not this'),
  never: w('本条属于禁止性规定：一经适用即构成违反。', 'It forbids outright: where it applies it is broken.'),
  always: w('没有附加条件。', 'There are no conditions.'),
  actual: w('实际', 'in fact'),
  noFact: w('无记录', 'nothing on record'),
  others: w('项不影响结论，展开查看', 'more that did not matter'),
};

// Drawn, since not every screen's fonts have such signs.
const SIGNS = { yes: CheckOutlined, no: CloseOutlined, unknown: QuestionOutlined } as const;
const COLOURS = { yes: '#1b6e2c', no: '#b42318', unknown: '#8f4700' } as const;
const LIST = { listStyle: 'none', margin: 0, paddingInlineStart: 0 };

/** Whether a condition is met: a sign, said in words too. */
export function Truth({ value }: { readonly value: WhyNode['value'] }) {
  const t = useT();
  const Sign = SIGNS[value];
  return (
    <span style={{ color: COLOURS[value], fontWeight: 700, flex: '0 0 20px', textAlign: 'center' }}>
      <Sign aria-hidden />
      <span className="visually-hidden">{t(W[value])}</span>
    </span>
  );
}

/** A condition with all it consists of; what did not bring its value about stands folded. */
export function WhyTree({ node }: { readonly node: WhyNode }) {
  if (node.op === 'fact') return <Leaves nodes={[node]} />;
  return <Group node={node} />;
}

function Group({ node }: { readonly node: WhyNode }) {
  const t = useT();
  const [deciding, others] = decisive(node);
  if (node.op === 'any' && node.because?.length === 0) return <>{t(W.never)}</>;
  if (node.op === 'all' && node.because?.length === 0) return <>{t(W.always)}</>;
  const single = node.op !== 'not' && (node.because?.length ?? 0) === 1;
  return (
    <div>
      {!single && (
        <Typography.Text type="secondary" style={{ display: 'block', marginBottom: 4 }}>
          {node.op === 'fact' ? '' : t(W[node.op])}
        </Typography.Text>
      )}
      <Leaves nodes={deciding} />
      {others.length > 0 && (
        <details style={{ marginTop: 4 }}>
          <summary style={{ cursor: 'pointer', padding: '4px 0', color: '#0b5f57' }}>
            {others.length} {t(W.others)}
          </summary>
          <Leaves nodes={others} />
        </details>
      )}
    </div>
  );
}

function Leaves({ nodes }: { readonly nodes: readonly WhyNode[] }) {
  return (
    <ul style={LIST}>
      {nodes.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions of one decision never change places
        <li key={index} style={{ display: 'flex', gap: 8, padding: '4px 0' }}>
          <Truth value={node.value} />
          <div style={{ minWidth: 0, flex: 1 }}>
            {node.op === 'fact' ? (
              <Leaf node={node} />
            ) : (
              <div style={{ borderInlineStart: '2px solid #dfe5e5', paddingInlineStart: 12 }}>
                <Group node={node} />
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Leaf({ node }: { readonly node: WhyNode }) {
  const t = useT();
  const { fact = '', test = '', actual, origin } = node;
  return (
    <>
      {t(conditionWord(fact, test))}
      <Typography.Text type="secondary" style={{ display: 'block', fontSize: 13 }}>
        {t(W.actual)}：{actual === undefined ? t(W.noFact) : t(valueWord(fact, actual))}
        {origin && `（${t(originWords(origin))}）`}
      </Typography.Text>
    </>
  );
}
