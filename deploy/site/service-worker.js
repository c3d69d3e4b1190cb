// Keeps what a page has fetched, so that the next visit starts from this browser and needs no network.
//
// JupyterLite's own worker, which follows at the end, can keep files too; but it asks for each of them again at
// every visit, 9.6 MB of Python among them where the browser itself keeps no file as large. A site is built in
// one piece: here its files are kept until another build takes its place. The build fills in which one this is.
// A new build's worker waits, as browsers have it, until no page of the old one is open; so no page mixes the two.

const OURS = `hipkit ${registration.scope} `;
const KEPT = `${OURS}{{build}}`;
const DOORS = ["./", "index.html", "kit.html"]; // they are there before this worker is
const JUPYTERLITE = /\/api\/(drive|stdin|service-worker-heartbeat)/; // what it answers itself

async function keepDoors() {
  const cache = await caches.open(KEPT);
  await cache.addAll(DOORS.map((door) => new Request(door, { cache: "no-cache" })));
}

async function forgetOtherBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== KEPT).map((name) => caches.delete(name)));
}

async function fetchOnce(event) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(cache.put(event.request, response.clone()));
  return response;
}

self.addEventListener("install", (event) => {
  event.stopImmediatePropagation(); // JupyterLite's would not wait
  event.waitUntil(keepDoors());
});
self.addEventListener("activate", (event) => event.waitUntil(forgetOtherBuilds()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(registration.scope) || JUPYTERLITE.test(url)) return;
  event.stopImmediatePropagation();
  event.respondWith(fetchOnce(event));
});

importScripts("jupyterlite-worker.js");
