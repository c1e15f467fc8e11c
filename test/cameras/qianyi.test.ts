import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../src/cameras/protocols.ts';
import { alarmInfo, hearing, OPEN, refused, requestOf, SHUT, type Spoken } from '../support/gate-cameras.ts';

const SERIAL = '0123456789abcdef0123456789abcdef';
const AT = Date.parse('2024-03-04T10:00:00+08:00');
const TAKEN = '{"Response_AlarmInfoPlate":{"info":"no","content":"retransfer_stop","is_pay":"true","serialData":[]}}';

const spoken = (message: unknown): Spoken => ({
  ...{ path: '', contentType: 'application/json' },
  body: JSON.stringify(message),
});
const said = (more: object = {}) =>
  spoken(alarmInfo({ plate: '晋C12345', at: AT }, SERIAL, { triggerType: 2, ...more }));
const heardOf = async (more: object = {}) => {
  const { heard, reply } = await hearing('qianyi', said(more));
  if (!heard) throw new Error('it was not heard');
  return { sighting: heard.sightings[0], heard, reply };
};

describe('千熠: a plate', () => {
  it('is read, and known by its serial number, second, plate and trigger', async () => {
    const { sighting, heard } = await heardOf();
    expect(sighting).toMatchObject({
      ...{ key: `${SERIAL}/${AT / 1000}/晋C12345/2`, deviceTime: AT, plate: '晋C12345', plateColour: 'yellow' },
      ...{ confidenceE4: 9700, resent: false, photos: [] },
    });
    expect(heard.identity).toMatchObject({ serialno: SERIAL });
  });

  it.each([
    [7, 0, 'other'],
    [0, 11, 'green'],
    [0, 12, 'green'],
    [0, 13, 'black'],
    [0, 10, null],
    [0, 15, null],
    [0, 19, null],
    [0, 20, null],
  ])('colorType %j of type %j is %j, in its own table', async (colorType, type, colour) => {
    expect((await heardOf({ colorType, type })).sighting?.plateColour).toBe(colour);
  });

  it('"No Plate" is none, and type 31 means nothing here', async () => {
    expect((await heardOf({ license: 'No Plate' })).sighting).toMatchObject({ plate: '', plateRaw: 'No Plate' });
    expect((await heardOf({ type: 31 })).sighting?.plate).toBe('晋C12345');
  });
});

describe('千熠: the reply', () => {
  it('to every plate stops the sending; it opens only for a verdict that says so', async () => {
    const { reply } = await heardOf();
    expect(reply([OPEN]).body).toBe(TAKEN.replace('"no"', '"ok"'));
    for (const verdicts of [[SHUT], [refused('不行')], []]) expect(reply(verdicts).body).toBe(TAKEN);
  });

  it('to a heartbeat never opens', async () => {
    const { heard, reply } = await hearing(
      'qianyi',
      spoken({ Heartbeat: { countid: 7, timeStamp: 1, serialno: SERIAL } }),
    );
    expect(heard).toMatchObject({ sightings: [], identity: { serialno: SERIAL } });
    for (const verdicts of [[], [OPEN]])
      expect(reply(verdicts).body).toBe(
        '{"Response_Heartbeat":{"info":"no","serialData":[],"shutoff":"no","snapnow":"no"}}',
      );
  });

  it.each(['AlarmGioIn', 'SerialData', 'Response_AddWhiteList'])('to %s takes it in, shut', async (name) => {
    const { heard, reply } = await hearing('qianyi', spoken({ [name]: { serialno: SERIAL } }));
    expect([heard?.sightings, reply([OPEN]).body]).toEqual([[], TAKEN]);
  });

  it.each([spoken({ x: {} }), spoken([]), said({ timeStamp: {} }), said({ license: undefined })])(
    'to what nobody can read stops the sending, shut (%#)',
    async (message) => {
      const { heard, reply } = await hearing('qianyi', message);
      expect([heard, reply().body]).toEqual([undefined, TAKEN]);
    },
  );

  it('is none where we fail, so that it is sent again', () => {
    expect(PROTOCOLS.qianyi.failed(requestOf(said()), 0)).toBeUndefined();
  });
});
