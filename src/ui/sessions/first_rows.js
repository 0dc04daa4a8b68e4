// Shows the first rows of the list as the page before left them, before the app is there: a picture of them, in the place of
// the app. To be read together with the template in index.html, and with rows.rs, which says which text is which.
const { firstRows, mainModule } = window;

const show = ([, rows, total, count, offersActions]) => {
    const { content } = document.getElementById("first-rows");
    const body = content.querySelector("tbody");
    const [row, space] = body.children;
    const say = (element, text, className) => {
        element.textContent = text;
        if (className) element.className = className;
    };
    // No row is lower than this.
    const seen = rows.slice(0, Math.ceil(innerHeight / 40));
    for (const [number, title, state, stateNote, begin, end, endNote, createdBy, changedBy, , nameClass, stateClass, noteClass, elapsed] of seen) {
        const shown = row.cloneNode(true);
        const cells = shown.children;
        say(cells[0], number);
        say(cells[1].firstChild, title);
        cells[1].className = nameClass;
        cells[2].className = stateClass;
        cells[2].prepend(`${state} `);
        say(cells[2].lastChild, stateNote);
        say(cells[3], begin);
        cells[4].prepend(`${end} `);
        say(cells[4].lastChild, endNote, noteClass);
        say(cells[5], createdBy);
        say(cells[6], changedBy);
        if (elapsed > 0) shown.style.setProperty("--elapsed", elapsed);
        space.before(shown);
    }
    row.remove();
    space.style.height = `calc(${total - seen.length} * var(--row-height))`;
    say(content.querySelector(".page-footer > span"), count);
    if (!offersActions) content.querySelector(".actions").remove();
    // The drawer of a row that is clicked on already is opened by the app, which begins at its address then.
    const open = ({ target }) => {
        const clicked = target.closest("tr:not(.spacer)");
        if (clicked) {
            body.removeEventListener("click", open);
            clicked.className = "selected";
            history.pushState(null, "", `${location.pathname}/${clicked.firstChild.textContent}`);
        }
    };
    body.addEventListener("click", open);
    document.querySelector(".app-main").replaceChildren(content);
    document.documentElement.dataset.start = "rows";
};

/** Resolves after what is there is painted, or when it is certain that this page gets no frame: it was put away. */
const painted = () => new Promise((resolve) => {
    requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => setTimeout(resolve);
        port2.postMessage(0);
    });
    setTimeout(resolve, 500);
});

if (firstRows) {
    delete window.firstRows;
    try {
        const { start } = document.documentElement.dataset;
        if (start && start != "soon") throw start;
        show(firstRows.kept);
        window.mainModule = painted().then(() => {
            firstRows.read();
            return mainModule;
        });
    } catch {
        // Damaged, or the page says by now that something of it could not be loaded: the rows come with the app.
        firstRows.read();
    }
}
