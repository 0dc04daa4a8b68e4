// All keys and texts of localStorage, read and made UTF-8 while the main module is on its way: src/store/browser.rs takes
// them, or reads for itself where they are not there. What another window changes in between is told by an event, before
// they are taken or after; before, they are out of date.
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
    addEventListener("storage", () => delete window.earlyReading, { once: true });
    // The first look takes the browser milliseconds.
    sessionStorage.length;
} catch {
    // Blocked, or not to be taken apart again.
}
