#!/usr/bin/env node
// `gh`, as far as the generated workflows use it, over a JSON file ($GH_STATE) instead of GitHub. What it does not know fails.
const fs = require('node:fs');

const args = process.argv.slice(2);

function answer() {
  if (!process.env.GH_TOKEN) throw new Error('no token');
  if (args[0] === 'run' && args[1] === 'download') return download();
  if (args[0] === 'api') return api();
  throw new Error(`unknown command ${args[0]}`);
}

function download() {
  const folder = args[args.indexOf('--dir') + 1];
  fs.cpSync(state.artifactFolder, folder, { recursive: true, verbatimSymlinks: true });
  return '';
}

function api() {
  const fields = {};
  let [method, where, jq, silent] = [undefined, undefined, undefined, false];
  for (let i = 1; i < args.length; i++) {
    if (args[i] === '--method') method = args[++i];
    else if (args[i] === '--jq') jq = args[++i];
    else if (args[i] === '--silent') silent = true;
    else if (args[i] === '-f' || args[i] === '-F') field(fields, args[i], args[++i]);
    else if (args[i] !== '--paginate') where = args[i];
  }
  method ??= Object.keys(fields).length ? 'POST' : 'GET';
  const result = request(method, where.replace(`repos/${process.env.GITHUB_REPOSITORY}/`, ''), fields);
  if (silent) return '';
  return jq === undefined ? JSON.stringify(result) : select(jq, result, process.env).join('\n');
}

function field(fields, flag, text) {
  const [, name, value] = /^([^=]+)=([^]*)$/.exec(text);
  const read = flag === '-F' && value.startsWith('@') ? fs.readFileSync(value.slice(1), 'utf8') : value;
  if (name.endsWith('[]')) (fields[name.slice(0, -2)] ??= []).push(read);
  else fields[name] = read;
}

function request(method, where, fields) {
  const id = Number(/\d+/.exec(where));
  const pull = state.pulls.find(({ number }) => number === id);
  switch (`${method} ${where.replace(/\d+/, 'N')}`) {
    case 'GET pulls':
      return state.pulls
        .filter(({ state, head }) => state === fields.state && `${head.user}:${head.ref}` === fields.head)
        .reverse()
        .slice(0, Number(fields.per_page ?? 30));
    case 'POST pulls': {
      const { title, body, base, head: ref } = fields;
      const number = state.pulls.length + 1;
      const head = { user: process.env.GITHUB_REPOSITORY_OWNER, ref };
      state.pulls.push({ number, state: 'open', merged_at: null, title, body, base, head, labels: [] });
      return { number };
    }
    case 'PATCH pulls/N':
      return Object.assign(pull, fields);
    case 'GET labels':
      return state.labels;
    case 'POST labels':
      state.labels.push(fields);
      return fields;
    case 'GET issues/N/labels':
      return pull.labels.map((name) => ({ name }));
    case 'PUT issues/N/labels':
      pull.labels = fields.labels;
      return [];
    case 'GET actions/runs/N/artifacts':
      return { artifacts: state.artifacts };
    case 'GET issues/N/comments':
      return state.comments.filter(({ issue }) => issue === id);
    case 'POST issues/N/comments':
      state.comments.push({ id: 900 + state.comments.length, issue: id, user: { login: 'github-actions[bot]' }, ...fields });
      return {};
    case 'PATCH issues/comments/N':
      return Object.assign(
        state.comments.find((comment) => comment.id === id),
        fields,
      );
    default:
      throw new Error(`unknown request ${method} ${where}`);
  }
}

/** The expressions of the workflows, in JavaScript. A test compares them with jq where it is installed. */
const EXPRESSIONS = {
  '.number': ({ number }) => [number],
  '.[].name': (all) => all.map(({ name }) => name),
  '.[0].number // empty': ([first]) => (first ? [first.number] : []),
  '.[0] // empty | select(.merged_at == null) | .body // empty': ([first]) =>
    first && !first.merged_at && first.body ? [first.body] : [],
  '.[].name | select(startswith("pgplatform: ") | not)': (all) =>
    all.map(({ name }) => name).filter((name) => !name.startsWith('pgplatform: ')),
  '.artifacts[] | select(.name == "impact" and .size_in_bytes < 1000000) | .id': ({ artifacts }) =>
    artifacts.filter(({ name, size_in_bytes }) => name === 'impact' && size_in_bytes < 1000000).map(({ id }) => id),
  '.[] | select(.head.sha == env.HEAD_SHA and .head.repo.full_name == env.HEAD_REPOSITORY) | .number': (all, env) =>
    all
      .filter(({ head }) => head.sha === env.HEAD_SHA && head.repo.full_name === env.HEAD_REPOSITORY)
      .map(({ number }) => number),
  '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- pgplatform:impact -->"))) | .id': (all) =>
    all
      .filter(({ user, body }) => user.login === 'github-actions[bot]' && body.startsWith('<!-- pgplatform:impact -->'))
      .map(({ id }) => id),
};

function select(jq, result, env) {
  if (!EXPRESSIONS[jq]) throw new Error(`unknown expression ${jq}`);
  return EXPRESSIONS[jq](result, env);
}

let state;
if (require.main === module) {
  state = JSON.parse(fs.readFileSync(process.env.GH_STATE, 'utf8'));
  state.calls.push(args);
  try {
    const text = answer();
    if (text !== '') process.stdout.write(`${text}\n`);
  } catch (error) {
    console.error(`fake gh: ${error.message}`);
    process.exitCode = 1;
  }
  fs.writeFileSync(process.env.GH_STATE, JSON.stringify(state));
}

module.exports = { EXPRESSIONS };
