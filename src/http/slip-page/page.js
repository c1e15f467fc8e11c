// What the page does with what it is shown. `checkToken` and the others come from verify.js, `QR` from the package `qr`.
const given = JSON.parse(document.getElementById('given').textContent);
const part = (id) => document.getElementById(id);
const subtle = globalThis.crypto?.subtle;
const KEPT = 'slip-revocations';
/** A network that does not answer within these ms is none. */
const PATIENCE = 5_000;
/** The newest list that holds. */
let revocations;
/** The newest check: what it found, and whether the record has told more since. What belongs to an older one is dropped. */
let newest;

const CATEGORIES = given.words.categories;
const SCHEMES = { e: '环保登记号码', m: '机械环保代码', p: '产品识别码', s: '厂家及出厂编号' };
const REASONS = {
  prohibited: ['该机械已被禁止使用', 'the machine was under a prohibition of use'],
  withdrawn: ['申报已撤回', 'the filing was withdrawn'],
  not_accepted: ['申报已非受理状态', 'the filing was not accepted any more'],
  left: ['机械已离场', 'the machine had left'],
  out_of_use: ['机械已转卖、报废或转出', 'the machine was sold, scrapped or moved out'],
};

const AT_PRESENT = {
  valid: ['true', ['真', 'TRUE']],
  outside_days: ['doubt', ['真，不在计划日期内', 'TRUE, OUTSIDE ITS DAYS']],
  changed: ['doubt', ['真，但已变更', 'TRUE, BUT CHANGED SINCE']],
};

function bilingual(element, zh, en) {
  const english = document.createElement('span');
  english.lang = 'en';
  english.textContent = en;
  element.replaceChildren(zh, english);
}

function show(verdict, [zh, en], [whyZh, whyEn]) {
  const box = part('verdict');
  box.hidden = false;
  box.dataset.verdict = verdict;
  bilingual(box.querySelector('b'), zh, en);
  bilingual(part('why'), whyZh, whyEn);
  box.scrollIntoView();
}

/** The verdict on a check, with what the list at hand and the days make of it. Only a true slip within its days is green. */
function judge({ result, slip }) {
  if (result === 'unreadable')
    return show(
      'doubt',
      ['无法判断', 'CANNOT TELL'],
      [
        '不是进场登记凭证，或已损坏，请重新扫描。不得作为已申报的依据。',
        'No slip, or damaged: scan again. It proves nothing.',
      ],
    );
  if (result === 'unknown_key')
    return show(
      'doubt',
      ['无法判断', 'CANNOT TELL'],
      [
        `签名密钥不在本页密钥之列（本页密钥截至 ${given.madeAt}），请联网更新后再核验。不得作为已申报的依据。`,
        'Signed by a key this page does not know. Renew the page with a network, then check again. It proves nothing.',
      ],
    );
  if (result === 'forged')
    return show(
      'false',
      ['伪造', 'FORGED'],
      [
        '签名不符：内容被改动或并非本系统签发。',
        'The signature does not hold: it was changed, or the registry never issued it.',
      ],
    );
  const revoked = revocations && revokedBy(revocations, slip);
  if (revoked) {
    const [zh, en] = REASONS[revoked] ?? [revoked, revoked];
    return show(
      'false',
      ['真，但已失效', 'TRUE, BUT REVOKED'],
      [
        `截至失效名单日期 ${day(revocations.issuedAt)}：${zh}。`,
        `As of the list of ${day(revocations.issuedAt)}: ${en}.`,
      ],
    );
  }
  const days = daysOf(slip, Date.now());
  if (days !== 'within')
    return show(
      'doubt',
      ['真，不在计划日期内', 'TRUE, OUTSIDE ITS DAYS'],
      [
        days === 'early' ? '计划进场日期未到。' : '计划离场日期已过；已办理延期的，请出示延期后的凭证。',
        days === 'early'
          ? 'Its days have not begun.'
          : 'Its days are over; where they were extended, ask for the slip issued since.',
      ],
    );
  return show(
    'true',
    ['真', 'TRUE'],
    revocations
      ? [
          `不在 ${day(revocations.issuedAt)} 的失效名单上。`,
          `Not on the list of revoked slips of ${day(revocations.issuedAt)}.`,
        ]
      : ['未核对失效名单。', 'No list of revoked slips was at hand.'],
  );
}

const day = (instant) => instant.slice(0, 16).replace('T', ' ');

function says(slip) {
  const list = part('says');
  list.hidden = !slip;
  part('limits').hidden = !slip;
  if (!slip) return;
  const lines = [
    ...slip.codes.map((code) => [SCHEMES[code[0]] ?? '号码', code.slice(1)]),
    ['机械类型', CATEGORIES[slip.category] ?? slip.category],
    ['排放阶段', given.words.stages[slip.stage] ?? slip.stage],
    ['工地', `${slip.site}（${given.words.counties[slip.countyCode] ?? slip.countyCode}）`],
    ['申报单位', slip.unit],
    ['计划日期', `${slip.from} 至 ${slip.until}`],
    ['签发时间', new Date(slip.issuedAt + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')],
    ...(slip.number ? [['登记编号', slip.number]] : []),
  ];
  list.replaceChildren(
    ...lines.flatMap(([name, value]) => {
      const term = document.createElement('dt');
      const text = document.createElement('dd');
      term.textContent = name;
      text.textContent = value;
      return [term, text];
    }),
  );
}

async function check(text) {
  const mine = { found: undefined, told: false };
  newest = mine;
  for (const id of ['verdict', 'record']) part(id).hidden = true;
  says(undefined);
  const found = await checkToken(text, given.keys, subtle).catch(() => ({ result: 'unreadable' }));
  if (newest !== mine) return;
  mine.found = found;
  // What a forged slip says is not repeated as if it were so.
  says(found.result === 'true' ? found.slip : undefined);
  judge(found);
  if (found.token && location.protocol !== 'file:') await askRecord(mine);
}

/** With a network, what the record says today: it knows all its keys and what was done since, so its word goes before the page's. */
async function askRecord(mine) {
  const { token, slip } = mine.found;
  const answer = await asked('api/v1/slips/verify', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (newest !== mine) return;
  const record = part('record');
  record.hidden = false;
  if (!answer)
    return bilingual(
      record,
      '没有网络或系统未应答，未能查询系统记录。',
      'No network or no answer: the record is not known.',
    );
  const { result, state, words } = answer;
  mine.told = true;
  bilingual(record, `系统记录（现在）：${words.zh}`, `The record, now: ${words.en}`);
  says(result === 'true' ? slip : undefined);
  if (result !== 'true') return show('false', ['伪造', 'FORGED'], [words.zh, words.en]);
  show(...(AT_PRESENT[state] ?? ['false', ['真，但现已失效', 'TRUE, BUT NOT NOW']]), [words.zh, words.en]);
}

/** What the service answers; undefined where it does not, or not in time. Older browsers know no `AbortSignal.timeout`. */
async function asked(path, more) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), PATIENCE);
  try {
    const answer = await fetch(path, { ...more, signal: late.signal });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Reads the lists at hand and what is asked for, and only then looks for a newer list, which a bad network may keep back for long. */
async function start() {
  await takeList(given.revocations);
  await takeList(keptList());
  tellState();
  readHash();
  if (location.protocol === 'file:') return;
  const fresh = await asked('api/v1/slips/revocations');
  if (!(await takeList(fresh))) return;
  try {
    localStorage.setItem(KEPT, JSON.stringify(fresh));
  } catch {}
  tellState();
  if (newest?.found && !newest.told) judge(newest.found);
}

function keptList() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null');
  } catch {
    return undefined;
  }
}

/** Takes a signed list where it holds and is newer than the one at hand. */
async function takeList(answer) {
  const list = answer && (await checkList(answer, given.keys, subtle).catch(() => undefined));
  if (!list || (revocations && list.issuedAt <= revocations.issuedAt)) return false;
  revocations = list;
  return true;
}

function tellState() {
  const until = revocations ? day(revocations.issuedAt) : undefined;
  bilingual(
    part('state'),
    `本页密钥截至 ${day(given.madeAt)}；失效名单：${until ? `截至 ${until}` : '无'}。`,
    `Keys as of ${day(given.madeAt)}; list of revoked slips: ${until ? `as of ${until}` : 'none'}.`,
  );
}

/** The text of a QR code in a picture or video frame; undefined where none is found. */
async function textIn(source, width, height) {
  if ('BarcodeDetector' in globalThis) {
    const found = await new BarcodeDetector({ formats: ['qr_code'] }).detect(source).catch(() => []);
    if (found[0]) return found[0].rawValue;
  }
  const scale = Math.min(1, 1600 / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return QR(drawing.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return undefined;
  }
}

async function scan() {
  const video = part('camera');
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch {
    return show(
      'doubt',
      ['无法扫描', 'NO CAMERA'],
      ['无法使用摄像头，请拍照或粘贴内容。', 'The camera cannot be used: take a photo, or paste the text.'],
    );
  }
  await video.play();
  for (const id of ['camera', 'stop']) part(id).hidden = false;
  part('scan').hidden = true;
  while (video.srcObject) {
    const text = video.videoWidth > 0 ? await textIn(video, video.videoWidth, video.videoHeight) : undefined;
    if (text !== undefined && video.srcObject) {
      stop();
      return check(text);
    }
    await new Promise((resume) => setTimeout(resume, 200));
  }
}

function stop() {
  const video = part('camera');
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  video.srcObject = null;
  for (const id of ['camera', 'stop']) part(id).hidden = true;
  part('scan').hidden = false;
}

part('scan').hidden = !navigator.mediaDevices?.getUserMedia;
part('scan').addEventListener('click', scan);
part('stop').addEventListener('click', stop);
part('offline').hidden = location.protocol === 'file:';
part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  check(part('text').value);
});
part('photo').addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  target.value = '';
  if (!file) return;
  const picture = await createImageBitmap(file).catch(() => undefined);
  const text = picture && (await textIn(picture, picture.width, picture.height));
  check(text ?? '');
});
const readHash = () => location.hash.length > 1 && check(location.hash);
addEventListener('hashchange', readHash);
start();
if (location.protocol !== 'file:')
  navigator.serviceWorker?.register('slip-worker.js', { scope: 'slip' }).catch(() => undefined);
