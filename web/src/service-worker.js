/*
 * Keeps the app on the device, so that it opens without the server. `version` and `files` are put in front of this text
 * when the app is built.
 *
 * Pages come from the network while it answers, so that a new version is seen at the next load; a kept page and the
 * files it names always belong to the same build. A new worker waits until the windows of the old one are gone: its
 * files stay with them that long. Documents are not kept here but in IndexedDB, and the API is not touched.
 */

const cacheName = `manyhands-${version}`;
/** A server that hangs is as good as none after this. */
const patienceMs = 2_000;
/** Pages, by the name under which they are kept; every document has the same one. */
const pages = { '/': '/', '/d': '/d/any' };

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    const page = pageFor(url.pathname);
    if (page !== null) event.respondWith(fromNetworkOrKept(request, page));
  } else if (files.includes(url.pathname)) {
    event.respondWith(fromKeptOrNetwork(request, url.pathname));
  }
});

async function keepAll() {
  const cache = await caches.open(cacheName);
  await Promise.all(files.map((file) => keep(cache, file, file)));
  await Promise.all(Object.entries(pages).map(([name, address]) => keep(cache, name, address)));
}

async function keep(cache, name, address) {
  // `no-cache` revalidates: a page from the HTTP cache could be of another build than its files.
  const response = await fetch(address, { cache: 'no-cache' });
  // All or nothing: half an app must not take the place of a whole one.
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  await cache.put(name, response);
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith('manyhands-') && name !== cacheName);
  await Promise.all(older.map((name) => caches.delete(name)));
}

function pageFor(path) {
  if (path === '/') return '/';
  return path.startsWith('/d/') ? '/d' : null;
}

async function fromNetworkOrKept(request, page) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const response = await fetch(request, { signal: patience.signal });
    if (response.status < 500) return response;
    return (await kept(page)) ?? response;
  } catch (error) {
    const response = await kept(page);
    if (response === undefined) throw error;
    return response;
  } finally {
    clearTimeout(timer);
  }
}

async function fromKeptOrNetwork(request, path) {
  return (await kept(path)) ?? fetch(request);
}

async function kept(path) {
  const cache = await caches.open(cacheName);
  return cache.match(path);
}
