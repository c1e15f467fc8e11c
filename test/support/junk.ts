import fc from 'fast-check';

const nested = (depth: number): unknown => (depth === 0 ? 1 : { deeper: [nested(depth - 1)] });
/** An object with a key of its own that is called `__proto__`, as JSON gives it. */
const polluting: unknown = JSON.parse('{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}}}');

/** Days and moments that are none, and those at the ends of what there is. */
export const TIMES: readonly string[] = [
  ...['2024-02-30', '2024-02-29', '0000-00-00', '9999-12-31', '2199-12-31', '1900-01-01', '2024-1-1', '20240101'],
  ...['0000-01-01', '0001-01-01', '0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59.999-23:59', '+275760-09-13'],
  ...['2024-03-01T08:15:30', '2024-03-01T08:15:30Z', '2024-03-01T24:00:00+08:00', '2024-03-01T08:15:60+08:00'],
  ...[
    '2014-12-31T00:00:00+08:00',
    '2030-01-01T00:00:00+08:00',
    '2024-03-01T08:15:30.123456789+08:00',
    '-2024-03-01T08:15:30Z',
  ],
];

const TEXTS = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udc00',
    '\u202eabc',
    '\u2028',
    '\u0007',
    '\ufeff',
    '\ufffd',
    'x'.repeat(5_000),
  ],
  ...['１２３４', '٣', '五', '国五', '国Ⅴ', '国六b', 'V', '晋C12345', '晋C🚚123', '晋Ｃ１２３４５', '无牌', '👨‍👩‍👧‍👦'],
  ...TIMES,
  ...[
    '019a0000-0000-7000-8000-000000000000',
    '019A0000-0000-7000-8000-000000000000',
    '{019a0000-0000-7000-8000-000000000000}',
  ],
  ...[
    "'; DROP TABLE users; --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
    '$(id)',
    '__proto__',
    'constructor',
  ],
  ...['140302', '城区', '110000', 'admin', 'in', 'null', 'true', '[object Object]', 'NaN', '1e3', '-1', '0x10'],
];
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  0.1 + 0.2,
  1e-7,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 63),
  1e21,
  1e300,
  5e-324,
];
const OTHERS: readonly unknown[] = [
  null,
  true,
  false,
  [],
  {},
  [[]],
  [null],
  [{ x: [] }],
  nested(3),
  nested(20),
  nested(60),
  polluting,
];

/** Anything a field may be given that somebody once sent somewhere. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: fc.constantFrom(...OTHERS) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.double() },
);

/** Values in place of one that passed, of the same form but of another meaning: refused, if at all, by what is stored. */
export function plausibleInsteadOf(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return [0, -1, 1, 1_000_000];
  if (typeof value === 'boolean') return [!value];
  if (typeof value !== 'string') return [];
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return ['1900-01-01', '2199-12-31', '2024-02-29'];
  if (/^\d{4}-\d\d-\d\dT/.test(value))
    return ['2014-12-31T00:00:00+08:00', '2015-01-01T00:00:00Z', '2100-01-01T00:00:00Z'];
  if (/^[0-9a-f]{8}-/.test(value)) return ['019a0000-0000-7000-8000-000000000000'];
  return [];
}

/** What no field of any body takes. */
export const WRONG: unknown = [{ x: [] }];

/** Bodies byte by byte: broken JSON, JSON that says a thing twice, and what parsers trip over. */
export const RAW_BODIES: readonly (string | Buffer)[] = [
  ...[
    '{',
    '}',
    '{"a":1}}',
    '{"a":NaN}',
    "{'a':1}",
    '{"a":1,}',
    '{a:1}',
    '// {}',
    '{"a":01}',
    '{"a":+1}',
    '\u0000',
    'x',
  ],
  ...[
    'null',
    '0',
    '-0',
    '""',
    '"text"',
    'true',
    '[]',
    '[{}]',
    '\ufeff{}',
    ' \t\r\n{} ',
    '{"a":1,"a":2}',
    '{"a":{"b":1,"b":2}}',
  ],
  ...[
    '{"a":1e999}',
    '{"a":123456789012345678901234567890}',
    '{"a":1.7976931348623159e309}',
    '{"\\u0000":1}',
    '{"a":"\\ud800"}',
  ],
  ...[
    '{"__proto__":{"role":"admin"}}',
    '{"a":{"__proto__":1}}',
    '{"":1}',
    '{"a/b~c":1}',
    '{"toString":1,"hasOwnProperty":2}',
  ],
  ...[
    '['.repeat(100_000),
    '{"a":'.repeat(5_000),
    `${'['.repeat(40)}${']'.repeat(40)}`,
    `{"a":"${'x'.repeat(300_000)}"}`,
  ],
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from('{"a":1}', 'utf16le'),
  Buffer.from([0xc0, 0x80]),
];

/** Parts of a path as they go out; none of them is an id. */
export const RAW_IDS: readonly string[] = [
  ...[
    '%',
    '%zz',
    '%00',
    '%ff',
    '%E0%A4%A',
    '%C0%AE',
    '..%2f..%2fetc',
    '%2e%2e',
    '%2F',
    '%5C',
    ';',
    '*',
    '~',
    "'",
    '"',
    '<b>',
    '{id}',
    '|',
    '%20',
  ],
  ...[
    '0',
    '-1',
    'null',
    'undefined',
    'NaN',
    'true',
    '__proto__',
    'constructor',
    'search',
    'batch',
    '%E6%99%8BC12345',
    '%F0%9F%9A%9A',
  ],
  ...[
    '019a0000-0000-7000-8000-00000000000',
    '019a0000-0000-7000-8000-0000000000000',
    '019a0000-0000-7000-8000-00000000000g',
  ],
  ...[
    '019a0000-0000-7000-8000-000000000000%0a',
    '%7B019a0000-0000-7000-8000-000000000000%7D',
    '019a000000007000800000000000000',
    'x'.repeat(3_000),
  ],
  '019a0000-0000-7000-8000-000000000000',
];

/** Paths that nothing is at, or that are written so that something might be. */
export const RAW_PATHS: readonly string[] = [
  ...[
    '//',
    '/assets/../index.html',
    '/violations%2f',
    '/Violations',
    '/api',
    '/api/',
    '/api/v1',
    '/api/v1/',
    '/api/v2/me',
    '/API/V1/me',
    '/api/v1/ME',
    '/api/v1/me/',
    '//api/v1/me',
    '/api//v1/me',
  ],
  ...[
    '/api/v1/../v1/me',
    '/api/v1/%6De',
    '/api/v1/me%00',
    '/api/v1/me;x=1',
    '/api/v1/me%2F',
    '/api%2Fv1%2Fme',
    '/%',
    '/%zz',
    '/api/v1/%ff',
    '/.env',
  ],
  ...[
    '/api/v1/__proto__',
    '/api/v1/constructor',
    '/api/v1/filings/x/y/z',
    '/docs/',
    '/docs/..%2f..%2fpackage.json',
    '/docs/__proto__',
    '/docs/toString',
  ],
  ...[
    '/healthz/',
    '/metrics/x',
    '/openapi.yaml',
    '/ingest',
    '/problems/not-found',
    `/${'x'.repeat(4_000)}`,
    `/${'a/'.repeat(1_000)}`,
    '*',
  ],
];

type Headers = Readonly<Record<string, string>>;
const each = (name: string, values: readonly string[]): Headers[] => values.map((value) => ({ [name]: value }));

/** Headers that are wrong, odd or none of ours. */
export const RAW_HEADERS: readonly Headers[] = [
  ...each('Content-Type', [
    'text/plain',
    '',
    'application/json; charset=utf-16',
    'application/json; charset=gbk',
    'APPLICATION/JSON',
    'application/jsonx',
    '/',
    ';;;',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
    'application/merge-patch+json',
  ]),
  ...each('Accept-Language', [
    '',
    'zh',
    'zh-CN,zh;q=0.9',
    'zh;q=2',
    ';;;',
    '*',
    'en;q=0',
    'x'.repeat(3_000),
    'zh-Hant-TW-x-private',
    '\u00e9',
  ]),
  ...['If-Match', 'If-None-Match'].flatMap((name) =>
    each(name, ['', '*', '"x"', 'W/"x"', 'x', '"', '"a","b"', '"a" "b"', '*,"a"', '\u00e9', '"x'.repeat(500)]),
  ),
  ...each('Idempotency-Key', [
    '',
    ' ',
    'k',
    'k',
    'k'.repeat(255),
    'k'.repeat(256),
    '\u00e9',
    'a b',
    '"quoted"',
    '__proto__',
  ]),
  ...each('X-Request-Id', ['x', '', 'a b', 'x'.repeat(65), '<script>', '../..', '\u00e9']),
  ...each('Content-Encoding', ['gzip', 'br', 'identity', 'gzip, gzip', 'x']),
  ...each('Accept', ['text/html', '', 'application/xml;q=1', '*/*;q=0']),
  ...each('Range', ['bytes=0-0', 'x']),
  ...each('X-HTTP-Method-Override', ['DELETE']),
  ...each('X-Forwarded-For', ['1.2.3.4']),
  ...each('Cookie', ['__proto__=1']),
  ...each('Origin', ['null']),
  ...each('Expect', ['100-continue']),
];

/** `Authorization` values that stand for nobody; `token` is somebody's. */
export const forgedFrom = (token: string): readonly string[] => {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return [
    ...[
      '',
      'Bearer',
      'Bearer ',
      'Bearer null',
      'Basic YWRtaW46YWRtaW4=',
      'Bearer a.b.c',
      'Bearer gate.x.y',
      'Bearer \u00e9',
      `Bearer ${'x'.repeat(5_000)}`,
    ],
    ...[
      token,
      `Token ${token}`,
      `Bearer ${token}x`,
      `Bearer ${token.slice(0, -2)}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token}, Bearer ${token}`,
    ],
    ...[
      `Bearer ${unsigned}.${payload}.`,
      `Bearer ${unsigned}.${payload}.${signature}`,
      `Bearer ${header}.${payload}`,
      `Bearer ${payload}.${header}.${signature}`,
    ],
  ];
};
