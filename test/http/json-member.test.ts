import { describe, expect, it } from 'vitest';
import { withMember } from '../../src/http/json-member.ts';
import { makeWrittenRows } from '../../src/http/written-rows.ts';

describe('JSON that is there already', () => {
  it.each([{}, { a: 1 }, { 名: '晋C12345', b: [null] }])('stands as a member beside %j', (fields) => {
    const text = withMember(fields, 'decisions "x"', Buffer.from('[{"zh":"违反"}]')).toString('utf8');
    expect(JSON.parse(text)).toEqual({ ...fields, 'decisions "x"': [{ zh: '违反' }] });
  });

  it('is written once for each key, in the order of the rows, without those that are gone', async () => {
    const rows = makeWrittenRows();
    const asked: (readonly string[])[] = [];
    const told = async (...keys: string[]) => {
      const asking = keys.map((key) => ({ id: key.slice(0, 1), key }));
      const json = await rows.arrayOf(asking, async (ids) => {
        asked.push(ids);
        return new Map(ids.filter((id) => id !== 'x').map((id) => [id, JSON.stringify({ id, as: keys.join() })]));
      });
      return (JSON.parse(json.toString('utf8')) as { id: string; as: string }[]).map(({ id, as }) => `${id}:${as}`);
    };
    expect(await told()).toEqual([]);
    expect(await told('a1', 'b1')).toEqual(['a:a1,b1', 'b:a1,b1']);
    expect(await told('b1', 'x1', 'a2')).toEqual(['b:a1,b1', 'a:b1,x1,a2']);
    expect(await told('x1')).toEqual([]);
    expect(asked).toEqual([['a', 'b'], ['x', 'a'], ['x']]);
  });
});
