// The app with the server gone. Before this text the build puts what it knows of the site:
// const SITE = { base, version, pages, files: [{ path, integrity, cache }] }  (xtask/src/finish/worker.rs)

// Caches are shared by everything of an origin. The names of ours begin with the app and the path it is served from.
const FAMILY = `okr-sessions ${SITE.base} `;
const CACHE = FAMILY + SITE.version;

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin || !address.pathname.startsWith(SITE.base)) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request, address.pathname.slice(SITE.base.length)));
    event.waitUntil(forgetOldVersions());
  } else {
    event.respondWith(file(request));
  }
});

// All files with exactly the content this version was built with, or none: a deployment that is half there, or that
// somebody changed, never replaces a version that works.
async function keepAll() {
  const cache = await caches.open(CACHE);
  try {
    const responses = await Promise.all(SITE.files.map(fetchChecked));
    await Promise.all(SITE.files.map(({ path }, at) => cache.put(SITE.base + path, responses[at])));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function fetchChecked({ path, integrity, cache }) {
  const address = SITE.base + path;
  const from = (cache) => fetch(new Request(address, { cache, integrity }));
  // What the browser's own cache has is good enough when its content is right: the page has just loaded most of it.
  const response = await (cache === "reload" ? from(cache) : from(cache).catch(() => from("reload")));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  // A browser refuses to show a page that came by a redirection.
  return response.redirected ? new Response(response.body, response) : response;
}

// One page stands for all addresses of the app. What else is below the path may be somebody else's: the host is asked.
async function page(request, path) {
  const start = () => caches.match(SITE.base, { cacheName: CACHE });
  const ours = path === "" || path === "index.html" || SITE.pages.includes(path.split("/")[0]);
  if (ours) return (await start()) ?? fetch(request);
  return fetch(request).catch(async (error) => (await start()) ?? Promise.reject(error));
}

// A window of an older version may still ask for its files; their names say which version they are of.
async function file(request) {
  const options = { ignoreVary: true };
  const own = await caches.match(request, { cacheName: CACHE, ...options });
  if (own) return own;
  for (const cacheName of await oldVersions()) {
    const old = await caches.match(request, { cacheName, ...options });
    if (old) return old;
  }
  return fetch(request);
}

async function oldVersions() {
  return (await caches.keys()).filter((name) => name.startsWith(FAMILY) && name !== CACHE);
}

// When the app starts and no window of it is open, none can need an older version. A newer one that waits is none.
async function forgetOldVersions() {
  if (registration.installing || registration.waiting) return;
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.some(({ url }) => new URL(url).pathname.startsWith(SITE.base))) return;
  for (const name of await oldVersions()) await caches.delete(name);
}
