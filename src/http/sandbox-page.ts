import type { Message } from '../domain/failure.ts';
import { SANDBOX_VEHICLES } from '../domain/gates/sandbox.ts';
import { EXAMPLES, type Example, SANDBOX_EVENTS, SHELL } from './sandbox-examples.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const both = ({ en, zh }: Message): string => `${escaped(zh)} <span lang="en">${escaped(en)}</span>`;
const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

const example = ({ protocol, title, curl, reply, opens }: Example): string => `<h3 id="${protocol}">${both(title)}</h3>
<pre class="curl">${escaped(curl)}</pre>
<p>${both({ zh: '应答：', en: 'Answer:' })}</p>
<pre class="reply">${escaped(reply)}</pre>
<p>${both(opens)}</p>`;

/** The page at `/docs/sandbox`: how gate vendors (门禁厂商) try their software, with a line to run for each protocol. */
export const SANDBOX_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mobile-source-registry – 厂商联调沙箱 Sandbox</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
pre { background: #f3f3f3; padding: .75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; } td, th { border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; }
[lang=en] { color: #555; }
</style>
</head>
<body>
<h1>${both({ zh: '厂商联调沙箱', en: 'Sandbox for gate vendors' })}</h1>
<p>${both({
  zh: '无需设备登记和令牌，不读写任何真实数据；按当日有效的规则判定，应答与“允许抬杆”的正式设备完全相同。设备时间须与当前时间相差 60 秒以内，否则不抬杆。每个地址突发 300 次，之后每秒 10 次，超出返回 429。',
  en: 'No device, no token, no real data. Judged by the law in force; the reply is that to a device which may open its barrier. The device’s time has to be within 60 s of now, else nothing opens. 300 tries at once per address, then 10 a second, then 429.',
})}</p>
<h2>${both({ zh: '固定号牌', en: 'Fixed plates' })}</h2>
<table>
${row(['号牌 plate', '结果 outcome', '说明 what it is'])}
${SANDBOX_VEHICLES.map(({ plate, outcome, is }) => row([escaped(plate), outcome ?? '–', both(is)])).join('\n')}
${row(['无牌', 'unverified', both({ zh: '未识别号牌（各协议自己的写法，如 noPlate、_无_、No Plate、null）', en: 'no plate read, in the words of each protocol' })])}
</table>
<p>${both({ zh: '其他号牌均视为未登记车辆。', en: 'Any other plate is a truck nobody has registered.' })}</p>
<h2>${both({ zh: '固定事件编号（JSON 接口）', en: 'Fixed event ids (JSON API)' })}</h2>
<table>
${SANDBOX_EVENTS.map(({ eventId, gives }) => row([escaped(eventId), both(gives)])).join('\n')}
</table>
<p>${both({
  zh: '字段错误返回 400 并指出字段；晋C00006 返回 503。',
  en: 'A wrong field is answered 400 and named; 晋C00006 is answered 503.',
})}</p>
<h2>${both({ zh: '各协议示例', en: 'A line for each protocol' })}</h2>
<pre class="shell">${escaped(SHELL)}</pre>
${EXAMPLES.map(example).join('\n')}
</body>
</html>
`;
