/** Keeps whatever a page fetches: the same for every peer. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => event.respondWith(keep(event.request)));

async function keep(request) {
  const cache = await caches.open("bench");
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && request.method === "GET") await cache.put(request, response.clone());
  return response;
}
