// The page's side of the service worker: registers it some time after the app has started, and follows its versions.
// The app hears `okr-sessions:new-version` and answers `okr-sessions:take-new-version` when the user says so.

const ONE_HOUR = 3_600_000;
const address = new URL("service-worker.js", import.meta.url).href;
const container = navigator.serviceWorker;

// Browsers with Trusted Types take a script's address from a policy only; this one gives the worker's and no other.
const policy = self.trustedTypes?.createPolicy("okr-sessions", { createScriptURL: () => address });

const announce = () => dispatchEvent(new Event("okr-sessions:new-version"));

function follow(registration) {
  // Without a controller the version that comes is the first one.
  const announceWaiting = () => registration.waiting && container.controller && announce();
  const followInstalling = () => registration.installing?.addEventListener("statechange", announceWaiting);
  registration.addEventListener("updatefound", followInstalling);
  followInstalling();
  announceWaiting();

  let taken = false;
  addEventListener("okr-sessions:take-new-version", () => {
    taken = true;
    // Nobody waits where another window has taken the new version: this one only has to start again.
    if (registration.waiting) registration.waiting.postMessage("take over");
    else location.reload();
  });
  let controlled = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    if (taken) location.reload();
    else if (controlled) announce();
    controlled = true;
  });

  let checked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - checked < ONE_HOUR) return;
    checked = Date.now();
    // Offline, or the host is down: the next time will do.
    registration.update().catch(() => {});
  });
}

const whenIdle = self.requestIdleCallback ?? ((run) => run());
// A browser that keeps no data for this site refuses the worker; the app runs without it.
whenIdle(() => container?.register(policy?.createScriptURL("") ?? address).then(follow, () => {}), { timeout: 5000 });
