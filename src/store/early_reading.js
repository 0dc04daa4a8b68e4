// All keys and texts of localStorage, read and made UTF-8 while the main module is on its way: src/store/browser.rs takes
// them, or reads for itself where they are not there. What another window changes in between is told by an event, before
// they are taken or after; before, they are out of date.
try {
    const texts = Reflect.ownKeys(localStorage).flatMap(key => [key, localStorage.getItem(key)]);
    const joined = [texts.length, ...texts].join("\x1e");
    const bytes = new Uint8Array(3 * joined.length);
    window.earlyReading = bytes.subarray(0, new TextEncoder().encodeInto(joined, bytes).written);
    addEventListener("storage", () => delete window.earlyReading, { once: true });
    // The first look takes the browser milliseconds.
    sessionStorage.length;
} catch {
    // Blocked.
}
