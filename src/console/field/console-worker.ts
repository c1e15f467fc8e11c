// Keeps the console for inspectors who have no network: the newest page where there is one, else the one that was kept.

/** The few parts of a worker's world that are used here; the page's own types do not know them. */
type Late = Event & { waitUntil(work: Promise<unknown>): void };
type Asked = Late & { readonly request: Request; respondWith(answer: Promise<Response>): void };

const world = globalThis as unknown as {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
};

/** The build writes here which files are to be kept. */
const FILES = 'kept files' as unknown as readonly string[];
const PAGE = '/';
const CACHE = `console-${digestOf(FILES.join())}`;
/** A network that does not give the page within these ms is none. */
const PATIENCE = 4_000;
/** Pages that this console does not have. */
const OTHERS = /^\/(?:api|docs|slip|ingest|metrics|healthz|readyz|openapi\.json)(?:\/|$)/;

addEventListener('install', (event) =>
  (event as Late).waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([PAGE, ...FILES.map((name) => `/${name}`)]))
      .then(() => world.skipWaiting()),
  ),
);
addEventListener('activate', (event) => (event as Late).waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const { request } = event as Asked;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && !OTHERS.test(pathname)) (event as Asked).respondWith(page());
  if (pathname.startsWith('/assets/')) (event as Asked).respondWith(asset(request));
});

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('console-') && name !== CACHE) await caches.delete(name);
  await world.clients.claim();
}

/** One page stands for all paths of the console, which are its own to route. */
async function page(): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(PAGE, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    await cache.put(PAGE, answer.clone());
    return answer;
  } catch {
    return (await cache.match(PAGE)) ?? Response.error();
  }
}

/** Files whose names change with what is in them. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** Short, and another one for another list of files. */
function digestOf(text: string): string {
  let digest = 0;
  for (const sign of text) digest = (Math.imul(digest, 31) + sign.charCodeAt(0)) | 0;
  return (digest >>> 0).toString(36);
}
