// The way out. Put this file in the place of `service-worker.js` on the host: browsers fetch it when the app starts next,
// and it removes the service worker and its caches. The data of the app is not touched, and the app keeps running, from
// the network.
"use strict";

const FAMILY = `okr-sessions ${new URL("./", location).pathname} `;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(remove()));

async function remove() {
  for (const name of await caches.keys()) {
    if (name.startsWith(FAMILY)) await caches.delete(name);
  }
  await registration.unregister();
}
