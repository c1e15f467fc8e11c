import { describe, expect, it } from 'vitest';
import { withMember } from '../../src/http/json-member.ts';
import { makeWrittenRows } from '../../src/http/written-rows.ts';

describe('JSON that is there already', () => {
  it.each([{}, { a: 1 }, { 名: '晋C12345', b: [null] }])('stands as a member beside %j', (fields) => {
    const text = withMember(fields, 'decisions "x"', Buffer.from('[{"zh":"违反"}]')).toString('utf8');
    expect(JSON.parse(text)).toEqual({ ...fields, 'decisions "x"': [{ zh: '违反' }] });
  });

  it('is written once until something changes, in the order of the rows, without those that are gone', async () => {
    const rows = makeWrittenRows();
    const asked: (readonly string[])[] = [];
    /** Of rows such as `a1石料厂`: an id, when it changed, a name where it has one. */
    const answer = async (told: string, ...keys: string[]) => {
      const asking = keys.map((key) => ({
        ...{ id: key.slice(0, 1), changedAt: Number(key.slice(1, 2)), organisationName: key.slice(2) || null },
      }));
      const json = await rows.arrayOf(told, asking, async (ids) => {
        asked.push(ids);
        return new Map(ids.filter((id) => id !== 'x').map((id) => [id, JSON.stringify({ id, as: keys.join() })]));
      });
      return (JSON.parse(json.toString('utf8')) as { id: string; as: string }[]).map(({ id, as }) => `${id}:${as}`);
    };
    expect(await answer('zh')).toEqual([]);
    expect(await answer('zh', 'a1', 'b1')).toEqual(['a:a1,b1', 'b:a1,b1']);
    expect(await answer('zh', 'b1', 'x1', 'a2')).toEqual(['b:a1,b1', 'a:b1,x1,a2']);
    expect(await answer('zh', 'x1')).toEqual([]);
    expect(await answer('zh', 'b1石料厂', 'a2')).toEqual(['b:b1石料厂,a2', 'a:b1,x1,a2']);
    expect(await answer('zh', 'b1焦化厂')).toEqual(['b:b1焦化厂']);
    expect(await answer('en', 'b1焦化厂')).toEqual(['b:b1焦化厂']);
    expect(await answer('zh', 'b1焦化厂', 'a2')).toEqual(['b:b1焦化厂', 'a:b1,x1,a2']);
    expect(asked).toEqual([['a', 'b'], ['x', 'a'], ['x'], ['b'], ['b'], ['b']]);
  });
});
