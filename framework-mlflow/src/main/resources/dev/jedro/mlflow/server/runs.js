// The page of runs: a table to filter, sort and compare, and a view of one run. It talks to the same API as MLflow's clients.
const PAGE = 100;
const MOST_COLUMNS = 6;
const MOST_COMPARED = 8;
const MOST_POINTS = 2000;
const LARGEST_PREVIEW = 500_000;

const main = document.getElementById('main');
const problem = document.getElementById('problem');
const chooser = document.getElementById('experiment');
const filter = document.getElementById('filter');
const state = { experiment: '', filter: '', order: null, chosen: new Set(), names: new Map() };

/** Texts become text nodes, so nothing that a run is called is ever read as HTML. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

async function api(method, call, values = {}) {
  let path = '/ajax-api/2.0/mlflow/' + call;
  const request = { method, headers: {} };
  if (method === 'GET') path += '?' + new URLSearchParams(values);
  else {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(values);
  }
  const response = await fetch(path, request);
  const json = await response.json();
  if (response.status === 401) throw Object.assign(new Error(json.message), { token: true });
  if (!response.ok) throw new Error(json.message);
  return json;
}

function show(...nodes) {
  problem.hidden = true;
  main.replaceChildren(...nodes);
}

function complain(error) {
  if (error.token) { askForToken(); return; }
  problem.textContent = error.message;
  problem.hidden = false;
}

function askForToken() {
  const token = el('input', { type: 'password', name: 'token', 'aria-label': 'Token', autofocus: true });
  show(el('div', { class: 'empty' }, el('p', {}, 'This server asks for the token it was started with.'),
    el('form', { onsubmit: event => { event.preventDefault(); location.href = '/?token=' + encodeURIComponent(token.value); } },
      token, el('button', { class: 'main' }, 'Open'))));
}

const number = value => {
  const parsed = Number(value);
  if (!Number.isFinite(parsed)) return String(value);
  if (Number.isInteger(parsed) && Math.abs(parsed) < 1e9) return String(parsed);
  return Math.abs(parsed) >= 1e6 || (parsed !== 0 && Math.abs(parsed) < 1e-4) ? parsed.toExponential(3) : String(Number(parsed.toPrecision(6)));
};
const time = millis => millis ? new Date(Number(millis)).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' }) : '';
const duration = info => {
  if (!info.end_time || !info.start_time) return '';
  const seconds = (info.end_time - info.start_time) / 1000;
  if (seconds < 60) return seconds.toFixed(1) + ' s';
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};
const size = bytes => bytes < 1024 ? bytes + ' B' : bytes < 1048576 ? (bytes / 1024).toFixed(1) + ' KB' : (bytes / 1048576).toFixed(1) + ' MB';
const map = pairs => new Map((pairs ?? []).map(pair => [pair.key, pair.value]));
const status = info => el('span', { class: 'status ' + info.status, title: info.status.toLowerCase(), role: 'img', 'aria-label': info.status.toLowerCase() });

/** What Jedro measures of every run; what people log themselves comes before it. */
const isOfJedro = key => /^(run|node|dataset)\//.test(key);
const ownFirst = (a, b) => isOfJedro(a) - isOfJedro(b) || a.localeCompare(b);

/** The keys that most runs have, the most frequent first. */
function columns(runs, part) {
  const counts = new Map();
  for (const run of runs) for (const pair of run.data[part] ?? []) counts.set(pair.key, (counts.get(pair.key) ?? 0) + 1);
  return [...counts].sort((a, b) => isOfJedro(a[0]) - isOfJedro(b[0]) || b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, MOST_COLUMNS).map(([key]) => key);
}

const parentOf = run => map(run.data.tags).get('mlflow.parentRunId');

/** Runs within a run stand beneath it, the first first, unless the table is sorted by something. */
function nested(runs) {
  const known = new Set(runs.map(run => run.info.run_id));
  const beneath = (id, depth) => runs.filter(run => parentOf(run) === id).reverse().flatMap(run => [[run, depth], ...beneath(run.info.run_id, depth + 1)]);
  return runs.filter(run => !known.has(parentOf(run))).flatMap(run => [[run, 0], ...beneath(run.info.run_id, 1)]);
}

async function table() {
  let token = '';
  const runs = [];
  const body = el('tbody');
  const head = el('tr');
  const more = el('button', { onclick: () => load().catch(complain) }, 'More');
  const count = el('span', { class: 'soft' });
  const compare = el('button', { class: 'main', onclick: () => { location.hash = 'compare/' + [...state.chosen].join(','); } }, 'Compare');

  const choose = () => {
    compare.disabled = state.chosen.size < 2 || state.chosen.size > MOST_COMPARED;
    compare.textContent = state.chosen.size ? `Compare ${state.chosen.size}` : 'Compare';
  };
  const heading = (text, field, kind = '') => {
    const sorted = state.order?.field === field;
    return el('th', { class: kind + (sorted ? ' sorted' : ''), 'aria-sort': sorted ? (state.order.down ? 'descending' : 'ascending') : undefined },
      el('button', { onclick: () => { state.order = { field, down: sorted ? !state.order.down : true }; route(); } },
        text + (sorted ? (state.order.down ? ' ↓' : ' ↑') : '')));
  };
  const quoted = key => '`' + key + '`';
  const draw = () => {
    const metrics = columns(runs, 'metrics');
    const params = columns(runs, 'params');
    head.replaceChildren(el('th'), heading('Run', 'attributes.run_name'), heading('Started', 'attributes.start_time'), el('th', {}, 'Took'),
      ...metrics.map(key => heading(key, 'metrics.' + quoted(key), 'number')), ...params.map(key => heading(key, 'params.' + quoted(key))));
    body.replaceChildren(...(state.order ? runs.map(run => [run, parentOf(run) ? 1 : 0]) : nested(runs)).map(([run, depth]) => {
      const has = map(run.data.metrics), given = map(run.data.params);
      const box = el('input', { type: 'checkbox', 'aria-label': 'Choose ' + run.info.run_name,
        onchange: event => { event.target.checked ? state.chosen.add(run.info.run_id) : state.chosen.delete(run.info.run_id); choose(); } });
      box.checked = state.chosen.has(run.info.run_id);
      return el('tr', {}, el('td', { 'data-label': 'Compare' }, box),
        el('td', { class: 'name' }, el('span', { class: depth ? 'child' + Math.min(depth, 3) : undefined }, status(run.info), el('a', { href: '#run/' + run.info.run_id }, run.info.run_name || run.info.run_id))),
        el('td', { 'data-label': 'Started' }, time(run.info.start_time)),
        el('td', { 'data-label': 'Took', class: duration(run.info) ? '' : 'none' }, duration(run.info)),
        ...metrics.map(key => el('td', { class: 'number' + (has.has(key) ? '' : ' none'), 'data-label': key }, has.has(key) ? number(has.get(key)) : '')),
        ...params.map(key => el('td', { class: 'long' + (given.has(key) ? '' : ' none'), 'data-label': key, title: given.get(key) ?? '' }, given.get(key) ?? '')));
    }));
    count.textContent = runs.length + (token ? '+' : '') + (runs.length === 1 && !token ? ' run' : ' runs');
    more.hidden = !token;
    choose();
  };
  const load = async () => {
    const page = await api('POST', 'runs/search', { experiment_ids: [state.experiment], filter: state.filter, max_results: PAGE, page_token: token,
      order_by: state.order ? [state.order.field + (state.order.down ? ' DESC' : ' ASC')] : [] });
    runs.push(...page.runs ?? []);
    token = page.next_page_token ?? '';
    draw();
  };
  await load();
  const content = runs.length ? el('div', { class: 'scroll' }, el('table', { class: 'runs' }, el('thead', {}, head), body))
    : el('p', { class: 'empty' }, state.filter ? 'No run matches the filter.' : 'There are no runs yet. They appear here as soon as one starts.');
  show(el('div', { class: 'bar' }, count, el('span', { class: 'space' }), el('button', { onclick: () => route() }, 'Reload'), compare), content,
    el('div', { class: 'bar' }, more));
}

async function history(run, key) {
  const points = [];
  let token = '';
  do {
    const page = await api('GET', 'metrics/get-history', { run_id: run, metric_key: key, max_results: 25000, page_token: token });
    points.push(...page.metrics ?? []);
    token = page.next_page_token ?? '';
  } while (token);
  const fine = points.map(point => [Number(point.step), Number(point.value)]).filter(([, value]) => Number.isFinite(value)).sort((a, b) => a[0] - b[0]);
  const every = Math.max(1, Math.ceil(fine.length / MOST_POINTS));
  return fine.filter((_, i) => i % every === 0 || i === fine.length - 1);
}

/** Lines over steps; if nobody has more than one point, bars. */
function chart(title, series) {
  const width = 320, height = 170, left = 52, bottom = 20, top = 8, right = 8;
  const all = series.flat();
  const caption = el('figcaption', {}, title, series.length === 1 && all.length ? el('span', { class: 'soft' }, number(all[all.length - 1][1])) : null);
  if (!all.length) return el('figure', { class: 'chart' }, caption, el('p', { class: 'soft' }, 'no finite value'));
  const bars = series.every(points => points.length <= 1);
  const values = all.map(point => point[1]);
  let low = Math.min(...values, ...(bars ? [0] : [])), high = Math.max(...values, ...(bars ? [0] : []));
  if (low === high) { low -= Math.abs(low) * 0.1 || 1; high += Math.abs(high) * 0.1 || 1; }
  const steps = all.map(point => point[0]);
  const first = Math.min(...steps), last = Math.max(...steps);
  const x = step => left + (last === first ? 0.5 : (step - first) / (last - first)) * (width - left - right);
  const y = value => top + (high - value) / (high - low) * (height - top - bottom);
  const picture = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title });
  for (let i = 0; i <= 3; i++) {
    const value = low + (high - low) * i / 3;
    picture.append(svg('line', { class: 'grid', x1: left, x2: width - right, y1: y(value), y2: y(value) }),
      svg('text', { x: left - 6, y: y(value) + 3.5, 'text-anchor': 'end' }, number(Number(value.toPrecision(3)))));
  }
  if (!bars) {
    picture.append(svg('text', { x: left, y: height - 5 }, 'step ' + first), svg('text', { x: width - right, y: height - 5, 'text-anchor': 'end' }, String(last)));
  }
  series.forEach((points, i) => {
    const colour = 'c' + i % MOST_COMPARED;
    if (bars && points.length) {
      const room = (width - left - right) / series.length, wide = Math.min(34, room * 0.7);
      const from = Math.min(y(points[0][1]), y(0)), tall = Math.max(1, Math.abs(y(points[0][1]) - y(0)));
      picture.append(svg('rect', { class: colour, x: left + room * (i + 0.5) - wide / 2, width: wide, y: from, height: tall, rx: 2 }));
    } else if (points.length === 1) {
      picture.append(svg('circle', { class: colour, cx: x(points[0][0]), cy: y(points[0][1]), r: 3 }));
    } else if (points.length) {
      picture.append(svg('polyline', { class: colour, points: points.map(([step, value]) => x(step).toFixed(1) + ',' + y(value).toFixed(1)).join(' ') }));
    }
  });
  return el('figure', { class: 'chart' }, caption, picture);
}

async function charts(runs) {
  const keys = [...new Set(runs.flatMap(run => (run.data.metrics ?? []).map(metric => metric.key)))].sort(ownFirst);
  const figures = [];
  for (const key of keys.slice(0, 40)) {
    figures.push(chart(key, await Promise.all(runs.map(run =>
      (run.data.metrics ?? []).some(metric => metric.key === key) ? history(run.info.run_id, key) : []))));
  }
  return el('div', { class: 'charts' }, ...figures);
}

function pairs(title, list, kind = 'wrap') {
  if (!list?.length) return null;
  return el('section', {}, el('h2', {}, title), el('div', { class: 'scroll' }, el('table', {}, el('tbody', {},
    ...list.map(pair => el('tr', {}, el('td', {}, pair.key), el('td', { class: kind }, kind === 'number' ? number(pair.value) : pair.value)))))));
}

async function files(run, path, preview) {
  const listed = await api('GET', 'artifacts/list', { run_id: run, path });
  const list = el('ul', { class: 'files' });
  for (const file of listed.files ?? []) {
    const name = file.path.split('/').pop();
    const item = el('li');
    item.append(el('button', { onclick: async () => {
      if (!file.is_dir) { open(run, file, preview); return; }
      const inside = item.querySelector('ul');
      if (inside) inside.remove(); else item.append(await files(run, file.path, preview));
    } }, file.is_dir ? '▸ ' + name : name), file.is_dir ? '' : el('span', { class: 'soft' }, ' ' + size(file.file_size ?? 0)));
    list.append(item);
  }
  return list;
}

async function open(run, file, preview) {
  const address = '/get-artifact?' + new URLSearchParams({ run_id: run, path: file.path });
  const link = el('a', { href: address, download: file.path.split('/').pop() }, 'Download');
  if (/\.(png|jpe?g|gif|webp|svg)$/i.test(file.path)) {
    preview.replaceChildren(link, el('div', {}, el('img', { src: address, alt: file.path })));
    return;
  }
  const response = file.file_size <= LARGEST_PREVIEW ? await fetch(address) : null;
  const text = response?.ok && response.headers.get('Content-Type').startsWith('text/plain');
  preview.replaceChildren(link, text ? el('pre', {}, await response.text()) : el('p', { class: 'soft' }, 'Nothing to show; it can be downloaded.'));
}

/** A value that never changed is a number; one with a history is a line. */
async function metrics(run) {
  const numbers = [], lines = [];
  for (const metric of (run.data.metrics ?? []).sort((a, b) => ownFirst(a.key, b.key))) {
    const points = await history(run.info.run_id, metric.key);
    if (points.length > 1) lines.push(chart(metric.key, [points]));
    else numbers.push(metric);
  }
  return [pairs('Metrics', numbers, 'number') ?? (lines.length ? el('h2', {}, 'Metrics') : ''), lines.length ? el('div', { class: 'charts' }, ...lines) : ''];
}

async function one(id) {
  const { run } = await api('GET', 'runs/get', { run_id: id });
  const info = run.info;
  state.experiment = chooser.value = info.experiment_id; // 'all runs' are those beside it
  const preview = el('div', { class: 'preview soft' }, 'Choose a file.');
  const artifacts = await files(id, '', preview);
  const tags = (run.data.tags ?? []).filter(tag => tag.key !== 'mlflow.runName');
  const inputs = (run.inputs?.dataset_inputs ?? []).map(input => ({ key: input.dataset.name, value: input.dataset.digest + ' · ' + input.dataset.source_type }));
  show(el('p', {}, el('a', { href: '#' }, '← all runs')), el('h1', {}, status(info), info.run_name || id),
    el('p', { class: 'facts soft' }, ...[info.status.toLowerCase(), time(info.start_time), duration(info), info.user_id, id].filter(Boolean).map(text => el('span', {}, text)),
      parentOf(run) ? el('a', { href: '#run/' + parentOf(run) }, 'the run above') : null),
    ...await metrics(run),
    pairs('Parameters', run.data.params) ?? '', pairs('Inputs', inputs) ?? '',
    el('section', {}, el('h2', {}, 'Artifacts'), artifacts.children.length ? el('div', { class: 'two' }, artifacts, preview) : el('p', { class: 'soft' }, 'none')),
    pairs('Tags', tags) ?? '');
}

async function several(ids) {
  const runs = await Promise.all(ids.map(async id => (await api('GET', 'runs/get', { run_id: id })).run));
  const rows = part => {
    const keys = [...new Set(runs.flatMap(run => (run.data[part] ?? []).map(pair => pair.key)))].sort(ownFirst);
    return keys.map(key => {
      const values = runs.map(run => map(run.data[part]).get(key));
      return el('tr', { class: new Set(values.map(String)).size > 1 ? 'differs' : '' }, el('td', {}, key),
        ...values.map(value => el('td', { class: part === 'metrics' ? 'number' : 'long', title: value ?? '' }, value === undefined ? '–' : part === 'metrics' ? number(value) : value)));
    });
  };
  const section = (title, part) => {
    const found = rows(part);
    return found.length ? el('section', {}, el('h2', {}, title), el('div', { class: 'scroll' }, el('table', {},
      el('thead', {}, el('tr', {}, el('th'), ...runs.map((run, i) => el('th', { class: part === 'metrics' ? 'number' : '' }, key(i),
        el('a', { href: '#run/' + run.info.run_id }, run.info.run_name))))), el('tbody', {}, ...found)))) : '';
  };
  const key = i => { const box = svg('svg', { class: 'key', viewBox: '0 0 10 10' }); box.append(svg('rect', { class: 'c' + i, width: 10, height: 10, rx: 2 })); return box; };
  show(el('p', {}, el('a', { href: '#' }, '← all runs')), el('h1', {}, `${runs.length} runs compared`),
    el('p', { class: 'soft' }, 'What differs is marked.'), section('Metrics', 'metrics'), await charts(runs), section('Parameters', 'params'));
}

/** The links that MLflow's clients print, to MLflow's own page: #/experiments/1/runs/2. */
const PRINTED = /^#\/experiments\/([^/]+)(?:\/runs\/([^/]+))?$/;

async function route() {
  const [view, rest] = location.hash.slice(1).split('/');
  const [, experiment, run] = location.hash.match(PRINTED) ?? [];
  try {
    if (!state.experiment) await experiments();
    if (experiment && [...chooser.options].some(one => one.value === experiment)) chooser.value = state.experiment = experiment;
    if (run) await one(run);
    else if (view === 'run') await one(rest);
    else if (view === 'compare') await several(rest.split(','));
    else await table();
  } catch (error) {
    complain(error);
  }
}

async function experiments() {
  const found = [];
  let token = '';
  do {
    const page = await api('POST', 'experiments/search', { max_results: 1000, page_token: token });
    found.push(...page.experiments ?? []);
    token = page.next_page_token ?? '';
  } while (token);
  chooser.replaceChildren(...found.map(one => el('option', { value: one.experiment_id }, one.name)));
  const wanted = new URLSearchParams(location.search).get('experiment');
  state.experiment = found.some(one => one.experiment_id === wanted) ? wanted : found[0]?.experiment_id ?? '0';
  chooser.value = state.experiment;
}

chooser.addEventListener('change', () => { state.experiment = chooser.value; state.chosen.clear(); location.hash === '' ? route() : (location.hash = ''); });
document.getElementById('search').addEventListener('submit', event => {
  event.preventDefault();
  state.filter = filter.value.trim();
  location.hash === '' ? route() : (location.hash = '');
});
window.addEventListener('hashchange', route);
route();
