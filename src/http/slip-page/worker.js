// Keeps the page for use without a network: the newest one where there is a network, else the one that was kept.
const KEPT = 'slip-page';
const PAGE = 'slip';

addEventListener('install', (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.add(PAGE)));
  skipWaiting();
});
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode !== 'navigate' || !new URL(request.url).pathname.endsWith('/slip')) return;
  event.respondWith(
    fetch(PAGE, { cache: 'no-cache', signal: AbortSignal.timeout(4_000) })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        const cache = await caches.open(KEPT);
        await cache.put(PAGE, answer.clone());
        return answer;
      })
      .catch(() => caches.match(PAGE).then((kept) => kept ?? Response.error())),
  );
});
