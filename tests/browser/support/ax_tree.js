// The accessibility tree of the page, computed in the page, in the shape of Chromium's `Accessibility.getFullAXTree`:
// for engines whose driver gives no tree. WebDriver's own computed role and label cost two calls an element, which is
// minutes a test. Names follow the W3C's computation as far as the app's markup uses it, hidden and inert parts are
// left out. A test in Chromium holds the result against Chromium's own tree on every page and dialog.

const FROM_CONTENT = new Set(['button', 'cell', 'checkbox', 'columnheader', 'gridcell', 'heading', 'link', 'menuitem',
  'menuitemcheckbox', 'menuitemradio', 'option', 'radio', 'rowheader', 'switch', 'tab', 'tooltip', 'treeitem']);
const TEXT_TYPES = new Set(['email', 'password', 'tel', 'text', 'url']);
const TAG_ROLES = {
  ARTICLE: 'article', ASIDE: 'complementary', BUTTON: 'button', DETAILS: 'group', DIALOG: 'dialog', FIELDSET: 'group',
  FOOTER: 'contentinfo', H1: 'heading', H2: 'heading', H3: 'heading', H4: 'heading', H5: 'heading', H6: 'heading',
  HEADER: 'banner', HR: 'separator', IMG: 'image', LI: 'listitem', MAIN: 'main', MENU: 'list', METER: 'meter',
  NAV: 'navigation', OL: 'list', OPTGROUP: 'group', OPTION: 'option', OUTPUT: 'status', P: 'paragraph',
  PROGRESS: 'progressbar', SEARCH: 'search', SUMMARY: 'button', TABLE: 'table', TBODY: 'rowgroup', TEXTAREA: 'textbox',
  TFOOT: 'rowgroup', THEAD: 'rowgroup', TR: 'row', UL: 'list',
};
const INPUT_ROLES = {
  button: 'button', checkbox: 'checkbox', color: 'ColorWell', date: 'Date', file: 'button', number: 'spinbutton',
  radio: 'radio', range: 'slider', reset: 'button', search: 'searchbox', submit: 'button',
};

function roleOf(element) {
  const given = element.getAttribute('role')?.trim().split(/\s+/)[0];
  if (given) return given;
  switch (element.tagName) {
    // Lower case in a drawing.
    case 'A': case 'a': return element.hasAttribute('href') ? 'link' : 'generic';
    case 'INPUT':
      if (TEXT_TYPES.has(element.type)) return element.list ? 'combobox' : 'textbox';
      return INPUT_ROLES[element.type] ?? 'generic';
    case 'SELECT': return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
    case 'SECTION': case 'FORM':
      if (!element.matches('[aria-label], [aria-labelledby]')) return 'generic';
      return element.tagName === 'FORM' ? 'form' : 'region';
    case 'TD': return element.closest('table')?.getAttribute('role')?.includes('grid') ? 'gridcell' : 'cell';
    case 'TH': return element.scope === 'row' ? 'rowheader' : 'columnheader';
    default: return TAG_ROLES[element.tagName] ?? (element.popover ? 'group' : 'generic');
  }
}

const single = (text) => text.replace(/\s+/g, ' ').trim();
const isField = (element) => element.matches('input, select, textarea');

// Hidden with all that is in it. `visibility` is not: a part of what is invisible may be visible.
function isGone(element) {
  return element.getAttribute('aria-hidden') === 'true' || element.inert
    || element.matches('script, style, template, title, noscript, datalist') || getComputedStyle(element).display === 'none';
}

const isInvisible = (element) => getComputedStyle(element).visibility !== 'visible';

function childrenOf(element) {
  const children = element.shadowRoot ? element.shadowRoot.childNodes : element.childNodes;
  const closed = element.tagName === 'DETAILS' && !element.open;
  return closed ? [...children].filter((child) => child.tagName === 'SUMMARY') : children;
}

// The text of an element as part of a name. What a label is named by counts even when it is hidden.
function contentOf(element, own, seen) {
  let text = '';
  for (const child of childrenOf(element)) {
    if (child.nodeType === Node.TEXT_NODE) {
      if (!isInvisible(element)) text += child.data;
    } else if (child.nodeType === Node.ELEMENT_NODE && child !== own && !isGone(child)) {
      const part = partOf(child, own, seen);
      text += getComputedStyle(child).display.startsWith('inline') ? part : ` ${part} `;
    }
  }
  return text;
}

function partOf(element, own, seen) {
  const label = element.getAttribute('aria-label')?.trim();
  if (label) return label;
  if (element.tagName === 'IMG') return element.alt;
  if (element.tagName === 'SELECT') return element.selectedOptions[0]?.text ?? '';
  if (isField(element)) return ['checkbox', 'radio'].includes(element.type) ? '' : element.value;
  if (seen.has(element)) return '';
  seen.add(element);
  return contentOf(element, own, seen);
}

function nameOf(element, role) {
  const ids = element.getAttribute('aria-labelledby')?.trim().split(/\s+/) ?? [];
  const labels = ids.map((id) => document.getElementById(id)).filter(Boolean);
  if (labels.length) return single(labels.map((label) => partOf(label, element, new Set())).join(' '));
  const label = element.getAttribute('aria-label')?.trim();
  if (label) return single(label);
  return single(nativeName(element) || fromContent(element, role)) || single(fallbackName(element));
}

function nativeName(element) {
  if (element.labels?.length) return [...element.labels].map((label) => contentOf(label, element, new Set())).join(' ');
  if (element.matches('input[type=submit], input[type=button], input[type=reset]')) return element.value;
  if (element.tagName === 'IMG') return element.alt;
  const naming = { FIELDSET: 'legend', TABLE: 'caption', FIGURE: 'figcaption' }[element.tagName];
  const child = naming && [...element.children].find((child) => child.localName === naming);
  return child ? contentOf(child, null, new Set()) : '';
}

function fromContent(element, role) {
  return FROM_CONTENT.has(role) && !isField(element) ? contentOf(element, null, new Set()) : '';
}

function fallbackName(element) {
  return element.title || element.getAttribute('placeholder') || '';
}

function propertiesOf(element, role) {
  const aria = (name) => element.getAttribute(`aria-${name}`);
  const found = {
    focused: document.activeElement === element || undefined,
    disabled: element.matches(':disabled') || aria('disabled') === 'true' || undefined,
    expanded: element.tagName === 'SUMMARY' ? element.parentElement.open : aria('expanded') ?? undefined,
    selected: element.tagName === 'OPTION' ? element.selected : aria('selected') ?? undefined,
    pressed: aria('pressed') ?? undefined,
    invalid: isField(element) || aria('invalid') ? aria('invalid') ?? 'false' : undefined,
  };
  if (['checkbox', 'radio', 'switch', 'menuitemcheckbox', 'menuitemradio'].includes(role)) {
    const native = element.indeterminate ? 'mixed' : element.checked;
    found.checked = aria('checked') ?? native ?? false;
  }
  const known = Object.entries(found).filter(([, value]) => value !== undefined);
  return known.map(([name, value]) => ({ name, value: { value: String(value) } }));
}

const nodes = [];
const elements = [];

function add(role, name, properties, backendDOMNodeId) {
  const node = { nodeId: String(nodes.length), childIds: [], ignored: false, role: { value: role }, name: { value: name },
    properties, backendDOMNodeId };
  nodes.push(node);
  return node;
}

function walk(element, parent) {
  if (isGone(element)) return;
  const role = isInvisible(element) ? 'none' : roleOf(element);
  const isBare = role === 'none' || role === 'presentation';
  elements.push(element);
  const node = add(role, isBare ? '' : nameOf(element, role), isBare ? [] : propertiesOf(element, role), elements.length - 1);
  node.ignored = isBare;
  parent.childIds.push(node.nodeId);
  if (isField(element) && element.tagName !== 'SELECT') {
    const shown = shownIn(element, role);
    if (shown) node.childIds.push(add('StaticText', shown, []).nodeId);
    return;
  }
  if (element.tagName === 'OPTION') return;
  for (const child of childrenOf(element)) {
    if (child.nodeType === Node.ELEMENT_NODE) walk(child, node);
    else if (child.nodeType === Node.TEXT_NODE && !isInvisible(element)) addText(child, node);
  }
}

// What is to be read in a field.
function shownIn(element, role) {
  if (role === 'Date') return element.value.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1') || 'mm/dd/yyyy';
  return role === 'textbox' || role === 'searchbox' || role === 'combobox' ? element.value : '';
}

// Whether the text is told as the name of a check box or radio button, and so not a second time.
function isNameOfChoice(text) {
  const control = text.parentElement.closest('label')?.control;
  return control && ['checkbox', 'radio'].includes(roleOf(control));
}

function addText(text, parent) {
  if (isNameOfChoice(text)) return;
  // White space between blocks and at their ends is not on the page; between words it is.
  const range = document.createRange();
  range.selectNode(text);
  if (!text.data.trim() && range.getClientRects().length === 0) return;
  let shown = text.data.replace(/\s+/g, ' ');
  if (!getComputedStyle(text.parentElement).display.startsWith('inline')) {
    if (!text.previousSibling) shown = shown.trimStart();
    if (!text.nextSibling) shown = shown.trimEnd();
  }
  if (shown) parent.childIds.push(add('StaticText', shown, []).nodeId);
}

// Everything outside of the modal dialog on top is inert, and what is inert is not hit: so the one on top is found.
function topModal() {
  return [...document.querySelectorAll('dialog:modal')].find((dialog) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.closest('dialog:modal') === dialog;
  });
}

const root = add('RootWebArea', document.title, []);
walk(topModal() ?? document.body, root);
window.__axElements = elements;
return { nodes };
