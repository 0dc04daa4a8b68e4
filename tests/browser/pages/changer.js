// Changes the title in the open drawer again and again, up to so many times. `window.__changes` has each change that was shown
// as saved: the title, how long the page worked on it, and how long it took until `Saved` was there, in milliseconds.
window.__changes = [];
const turn = () => new Promise(done => {
  const channel = new MessageChannel();
  channel.port1.onmessage = done;
  channel.port2.postMessage(0);
});
const label = [...document.querySelectorAll('.drawer:not(.waiting) label')].find(label => label.textContent === 'Title');
const input = document.getElementById(label.htmlFor);
const saved = () => document.querySelector('.drawer:not(.waiting) .save-state').textContent === 'Saved';
(async (prefix, most) => {
  for (let count = 0; count < most; count++) {
    const title = prefix + count;
    input.value = title;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    const begin = performance.now();
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await turn();
    const worked = performance.now() - begin;
    while (saved()) await turn();
    while (!saved()) await turn();
    window.__changes.push([title, worked, performance.now() - begin]);
  }
})(arguments[0], arguments[1]);
