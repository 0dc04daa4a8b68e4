const firstRows = "okr-sessions/first-rows";

// All keys and texts of localStorage, read and made UTF-8 while the main module is on its way: src/store/browser.rs takes
// them, or reads for itself where they are not there. What another window changes in between is told by an event, before
// they are taken or after; before, they are out of date.
const read = () => {
    try {
        const keys = Reflect.ownKeys(localStorage);
        // Keys and texts by turns, each after a character that no text of ours holds: nothing is read ahead where one of another
        // app does. Lists that are joined take three times as long for 10,000 of them.
        let joined = "";
        for (const key of keys) {
            const text = localStorage.getItem(key);
            if (key.includes("\x1e") || text.includes("\x1e")) throw text;
            joined += `\x1e${key}\x1e${text}`;
        }
        // `encode` takes twice as long.
        const bytes = new Uint8Array(3 * joined.length);
        window.earlyReading = bytes.subarray(0, new TextEncoder().encodeInto(joined, bytes).written);
        addEventListener("storage", ({ key }) => {
            // Of what the page before kept when it was left, this one may hear.
            if (key != firstRows) delete window.earlyReading;
        });
        // The first look takes the browser milliseconds.
        sessionStorage.length;
    } catch {
        // Blocked, or not to be taken apart again.
    }
};

// The first rows of the list as the page before left them (src/store/first_rows.rs): where this page is to show just those,
// they are shown first (src/ui/sessions/first_rows.js), and everything else is read after that.
const shownFirst = (() => {
    try {
        const remembered = (name) => [sessionStorage, localStorage].map((storage) => storage.getItem(`okr-sessions/${name}`));
        // As workspaces.rs and acting.rs do.
        const exists = (id) => id == "main" || (id && localStorage.getItem(`okr-sessions/workspace.${id}`) != null);
        const workspace = remembered("workspace").find(exists) ?? "main";
        const [inWindow, inBrowser] = remembered(workspace == "main" ? "acting-as" : `acting-as.${workspace}`);
        const actor = inWindow ?? inBrowser;
        // Tests set the clock (clock.rs).
        const now = new Date(window.__okrNow ?? Date.now());
        const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
        const kept = JSON.parse(localStorage.getItem(firstRows));
        const shownTo = `1 ${location.pathname} ${workspace} ${actor} ${today} ${navigator.language}`;
        // A page that nobody sees yet has no frame to wait for; one in a frame of another site shows nothing.
        if (kept[0] == shownTo && !location.search && !document.hidden && document.documentElement.dataset.start == "soon") return kept;
    } catch {
        // Blocked, none, or not ours.
    }
})();
if (shownFirst) window.firstRows = { kept: shownFirst, read };
else read();
