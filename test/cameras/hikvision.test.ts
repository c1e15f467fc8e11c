import { describe, expect, it } from 'vitest';
import { hearing, SHUT, type Spoken } from '../support/gate-cameras.ts';
import { gbk } from '../support/gbk.ts';
import { PICTURE } from '../support/holdings.ts';

const AT = Date.parse('2025-03-01T08:15:30+08:00');
const RECEIVED = { status: 200, contentType: 'text/plain', body: '' };

type Said = { readonly plate?: string; readonly anpr?: string; readonly more?: string; readonly dateTime?: string };

const document = ({
  plate = '黄冀A12345',
  anpr = '',
  more = '',
  dateTime = '2025-03-01T08:15:30+08:00',
}: Said = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">
 <ipAddress>192.0.2.10</ipAddress><macAddress>02:00:00:00:00:01</macAddress><channelID>1</channelID>
 <dateTime>${dateTime}</dateTime><eventType>ANPR</eventType><eventState>active</eventState>
 <ANPR><country>59</country><licensePlate>${plate}</licensePlate><line>1</line><direction>forward</direction>
  <confidenceLevel>97</confidenceLevel><plateColor>yellow</plateColor><vehicleType>truck</vehicleType>${anpr}</ANPR>
 <UUID>u-1</UUID>${more}</EventNotificationAlert>`;

const bare = (body: string | Buffer): Spoken => ({ path: '', contentType: 'application/xml; charset="UTF-8"', body });
const sightingIn = async (spoken: Spoken) => (await hearing('hikvision', spoken)).heard?.sightings[0];

type Part = { readonly head: readonly string[]; readonly bytes: Buffer | string };
const XML_PART: Part = {
  head: ['Content-Disposition: form-data; name="anpr.xml"; filename="anpr.xml"', 'Content-Type: text/xml'],
  bytes: document(),
};
const picturePart = (name: string, bytes: Buffer = PICTURE): Part => ({
  head: [`Content-Disposition: form-data; name="${name}"; filename="${name}"`, 'Content-Type: image/jpeg'],
  bytes,
});

function multipart(parts: readonly Part[], { end = '--', eol = '\r\n', type = 'boundary=boundary' } = {}): Spoken {
  const chunks = parts.flatMap(({ head, bytes }) => [
    Buffer.from(`--boundary${eol}${head.join(eol)}${eol}${eol}`),
    Buffer.from(bytes),
    Buffer.from(eol),
  ]);
  const last = end === '' ? [] : [Buffer.from(`--boundary${end}${eol}`)];
  return { path: '', contentType: `multipart/form-data; ${type}`, body: Buffer.concat([...chunks, ...last]) };
}

describe('海康威视: a plate', () => {
  it('is read whole, and known by its camera, vehicle, time and plate', async () => {
    const { heard, reply } = await hearing('hikvision', bare(document()));
    expect(heard?.sightings).toEqual([
      {
        ...{ key: `02:00:00:00:00:01/u-1/${AT}/冀A12345`, deviceTime: AT, plateRaw: '黄冀A12345', plate: '冀A12345' },
        ...{ plateColour: 'yellow', confidenceE4: 9700, lane: 1, resent: false, photos: [] },
      },
    ]);
    expect(heard?.identity).toEqual({ macAddress: '02:00:00:00:00:01', ipAddress: '192.0.2.10' });
    expect(reply([SHUT])).toEqual(RECEIVED);
  });

  it.each([
    ['蓝皖A7XG66', '皖A7XG66'],
    ['黑黑A12345', '黑A12345'],
    ['黑A12345', '黑A12345'],
    ['黄绿晋C12345D', '晋C12345D'],
    ['白WJ12345', '白WJ12345'],
    [' 晋C·12345 ', '晋C12345'],
    ['1E5', '1E5'],
    ['0x1F', '0X1F'],
    ['00123', '00123'],
    ['&#26187;C12345', '晋C12345'],
    ['&#x664B;C12345', '晋C12345'],
    ['noPlate', ''],
    ['unknown', ''],
    ['无车牌', ''],
    ['', ''],
    ['晋'.repeat(33), ''],
  ])('%s is %s', async (plate, read) => {
    expect(await sightingIn(bare(document({ plate })))).toMatchObject({ plate: read });
  });

  it.each([
    ['no colour at all', '<plateColor>unknown</plateColor>', null],
    ['GA/T 16.7 where the camera has no word', '<plateColor>unknown</plateColor>', 'blue'],
  ])('%s', async (_name, _anpr, colour) => {
    const gat = colour ? '<VehicleGATInfo><plateColorByGAT>2</plateColorByGAT></VehicleGATInfo>' : '';
    const text = document({ more: gat }).replace('<plateColor>yellow</plateColor>', '<plateColor>unknown</plateColor>');
    expect((await sightingIn(bare(text)))?.plateColour).toBe(colour);
  });

  it.each(['constructor', '__proto__', 'toString'])('a colour called %s is none', async (word) => {
    const text = document().replace('>yellow<', `>${word}<`);
    expect((await sightingIn(bare(text)))?.plateColour).toBeNull();
  });

  it('a class may make a goods vehicle of it, and none excuses it', async () => {
    const typeOf = async (type: string) =>
      (
        await sightingIn(
          bare(document({ more: `<VehicleGATInfo><vehicleTypeByGAT>${type}</vehicleTypeByGAT></VehicleGATInfo>` })),
        )
      )?.vehicleType;
    expect(await typeOf('H10')).toBe('H10');
    for (const type of ['K33', 'X99', 'M10', '']) expect(await typeOf(type)).toBeUndefined();
  });

  it.each([
    ['<isDataRetransmission>true</isDataRetransmission>', '', true],
    ['', '<alarmDataType>1</alarmDataType>', true],
    ['<isDataRetransmission>false</isDataRetransmission>', '<alarmDataType>0</alarmDataType>', false],
  ])('%s%s: sent again is %s', async (more, anpr, resent) => {
    expect((await sightingIn(bare(document({ more, anpr }))))?.resent).toBe(resent);
  });

  it.each([
    ['2025-03-01T08:15:30.250+08:00', AT + 250],
    ['2025-03-01T00:15:30Z', AT],
    ['2025-03-01T08:15:30', AT],
    ['2034-03-01T08:15:30+08:00', Date.parse('2034-03-01T08:15:30+08:00')],
  ])('its time %s is taken as it stands', async (dateTime, at) => {
    expect((await sightingIn(bare(document({ dateTime }))))?.deviceTime).toBe(at);
  });

  it.each([
    ['another namespace', document().replace('www.isapi.org', 'www.hikvision.com')],
    ['no namespace', document().replace(/ xmlns="[^"]*"/, '')],
    [
      'a prefix',
      document()
        .replace(/<(\/?)(?=[A-Za-z])/g, '<$1ns2:')
        .replace('xmlns=', 'xmlns:ns2='),
    ],
    ['a byte order mark', `\ufeff${document()}`],
    ['GBK', gbk(document())],
    [
      'JSON',
      JSON.stringify({
        eventType: 'ANPR',
        dateTime: '2025-03-01T08:15:30+08:00',
        ANPR: { licensePlate: '黄冀A12345' },
      }),
    ],
  ])('is read in %s', async (_name, body) => {
    expect(await sightingIn(bare(body))).toMatchObject({ plate: '冀A12345', deviceTime: AT });
  });

  it('entities that a document makes up itself are not expanded, and cost nothing', async () => {
    const bomb =
      `<!DOCTYPE lolz [<!ENTITY a "晋C12345"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]>` +
      document({ plate: '&c;' }).replace(/^<\?xml[^>]*>\s*/, '');
    const { heard, reply } = await hearing('hikvision', bare(bomb));
    expect(heard?.sightings[0]?.plate ?? '').not.toContain('晋C12345');
    expect(reply()).toEqual(RECEIVED);
  });
});

describe('海康威视: multipart', () => {
  const listed = document({
    anpr: '<pictureInfoList><pictureInfo><fileName>17b2.jpg</fileName><type>detectionPicture</type></pictureInfo></pictureInfoList>',
  });
  const binary = Buffer.from('\xff\xd8\n\n\r\n--bound\r\n\r\n--boundaryless\n\xff\xd9', 'latin1');

  it('has its pictures by the type that the document gives them, else by their names', async () => {
    const parts = [
      { ...XML_PART, bytes: listed },
      picturePart('17b2.jpg'),
      picturePart('licensePlatePicture.jpg', binary),
    ];
    const seen = await sightingIn(multipart([...parts, picturePart('vehiclePicture.jpg', Buffer.alloc(0))]));
    expect(seen?.photos).toEqual([
      { kind: 'body', bytes: PICTURE },
      { kind: 'plate', bytes: binary },
    ]);
  });

  const noFile = { ...XML_PART, head: ['Content-Disposition: form-data; name="anpr.xml"', 'Content-Type: text/xml'] };
  it.each([
    ['a part without a file name', multipart([noFile, picturePart('detectionPicture.jpg', binary)])],
    [
      'a part without a file name, in GBK',
      multipart([{ ...noFile, bytes: gbk(document()) }, picturePart('detectionPicture.jpg', binary)]),
    ],
    ['no last boundary', multipart([XML_PART, picturePart('detectionPicture.jpg', binary)], { end: '' })],
    ['line ends without CR', multipart([XML_PART, picturePart('detectionPicture.jpg', binary)], { eol: '\n' })],
    [
      'a quoted boundary',
      multipart([XML_PART, picturePart('detectionPicture.jpg', binary)], { type: 'boundary="boundary"' }),
    ],
    [
      'no blank between its parameters',
      multipart([
        {
          ...XML_PART,
          head: ['Content-Disposition: form-data;name="anpr.xml";filename="anpr.xml"', 'Content-Type: text/xml'],
        },
        picturePart('detectionPicture.jpg', binary),
      ]),
    ],
    [
      'lengths and ids in its parts',
      multipart([
        { ...XML_PART, head: ['Content-Type: application/xml', 'Content-Length: 842', ...XML_PART.head.slice(0, 1)] },
        picturePart('detectionPicture.jpg', binary),
      ]),
    ],
    ['the picture first', multipart([picturePart('detectionPicture.jpg', binary), XML_PART])],
  ])('with %s is read to its last byte', async (_name, spoken) => {
    const seen = await sightingIn(spoken);
    expect(seen).toMatchObject({ plate: '冀A12345' });
    expect(seen?.photos).toEqual([{ kind: 'body', bytes: binary }]);
  });

  it('a document cut short is not half believed', async () => {
    const cut = document().slice(0, document().indexOf('345</licensePlate>'));
    for (const spoken of [bare(cut), multipart([{ ...XML_PART, bytes: cut }], { end: '' })]) {
      const { heard, reply } = await hearing('hikvision', spoken);
      expect(heard).toBeUndefined();
      expect(reply()).toEqual(RECEIVED);
    }
  });
});

describe('海康威视: no passage', () => {
  it.each(['heartBeat', 'videoloss', 'VMD'])('%s: the device lives', async (eventType) => {
    const text = `<EventNotificationAlert xmlns="http://www.isapi.org/ver20/XMLSchema"><ipAddress>192.0.2.10</ipAddress><eventType>${eventType}</eventType><eventState>inactive</eventState></EventNotificationAlert>`;
    const { heard, reply } = await hearing('hikvision', bare(text));
    expect(heard).toMatchObject({ sightings: [], identity: { ipAddress: '192.0.2.10' } });
    expect(reply()).toEqual(RECEIVED);
  });

  it.each([
    ['no time', document({ dateTime: 'yesterday' })],
    ['a day that is none', document({ dateTime: '2025-02-30T08:15:30+08:00' })],
    ['no plate element', document().replace(/<licensePlate>.*<\/licensePlate>/, '')],
    ['another root', '<Other><eventType>ANPR</eventType></Other>'],
    ['no XML', 'hello'],
    ['nothing', ''],
  ])('%s: it can never be read, and the camera hears that it was received', async (_name, body) => {
    const { heard, reply } = await hearing('hikvision', bare(body));
    expect(heard).toBeUndefined();
    expect(reply()).toEqual(RECEIVED);
  });
});
