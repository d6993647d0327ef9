#!/usr/bin/env node
// `gh`, as far as the generated workflows use it, over a JSON file ($GH_STATE) instead of GitHub, and the bare repository ($GH_REMOTE) that
// is there. As GitHub's API it takes any path and mode. What it does not know fails.
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');

const args = process.argv.slice(2);
const environment = { ...process.env, PATH: process.env.GH_PATH };

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
  let fields = {};
  let [method, where, jq, silent] = [undefined, undefined, undefined, false];
  for (let i = 1; i < args.length; i++) {
    if (args[i] === '--method') method = args[++i];
    else if (args[i] === '--jq') jq = args[++i];
    else if (args[i] === '--silent') silent = true;
    else if (args[i] === '--input' && args[++i] === '-') fields = JSON.parse(fs.readFileSync(0, 'utf8'));
    else if (args[i] === '-f' || args[i] === '-F') field(fields, args[i], args[++i]);
    else if (args[i] !== '--paginate') where = args[i];
  }
  method ??= Object.keys(fields).length ? 'POST' : 'GET';
  const result = request(method, where.replace(`repos/${process.env.GITHUB_REPOSITORY}`, '').replace(/^\//, ''), fields);
  if (silent) return '';
  const text = JSON.stringify(result);
  return jq === undefined ? text : execFileSync('jq', ['-r', jq], { input: text, encoding: 'utf8', env: environment });
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
  const sha = /[0-9a-f]{40}$/.exec(where)?.[0];
  switch (`${method} ${where.replace(/[0-9a-f]{40}$|\d+/, 'N')}`) {
    case 'GET ':
      return { node_id: 'R_1' };
    case 'GET git/commits/N':
      return commit(sha);
    case 'POST git/commits': {
      const { message, tree, parents, author } = fields;
      const parent = parents.flatMap((one) => ['-p', one]);
      return { sha: git(['-c', `user.name=${author.name}`, '-c', `user.email=${author.email}`, 'commit-tree', ...parent, tree], message) };
    }
    case 'POST git/trees':
      return { sha: tree(fields) };
    case 'GET git/matching-refs/heads/pgplatform/upgrade': {
      const refs = git(['for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads/pgplatform/upgrade*']);
      return refs.split('\n').flatMap((line) => (line ? [{ ref: line.split(' ')[0], object: { sha: line.split(' ')[1] } }] : []));
    }
    case 'POST graphql': {
      const { query, repository, name, before, after } = fields;
      if (!/updateRefs\(.*\$repository.*\$name.*\$before.*\$after/s.test(query) || repository !== 'R_1') throw new Error('unknown query');
      if (state.meanwhile) {
        git(['fetch', '--quiet', state.meanwhile, '+refs/heads/pgplatform/upgrade:refs/heads/pgplatform/upgrade']);
      }
      git(['update-ref', name, after, before]);
      return {};
    }
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

function git(words, input = '', env = {}) {
  const command = ['-C', process.env.GH_REMOTE, ...words];
  return execFileSync('git', command, { input, encoding: 'utf8', env: { ...environment, ...env } }).trim();
}

function commit(sha) {
  const [email, tree, parents] = git(['show', '--no-patch', '--format=%ce%n%T%n%P', sha]).split('\n');
  return { committer: { email }, tree: { sha: tree }, parents: (parents ?? '').split(' ').map((one) => ({ sha: one })) };
}

function tree({ base_tree, tree: entries }) {
  const index = { GIT_INDEX_FILE: `${process.env.GH_STATE}.index` };
  git(['read-tree', base_tree], '', index);
  const lines = entries.map(({ path, mode, content, sha }) =>
    sha === null ? `0 ${'0'.repeat(40)}\t${path}\n` : `${mode} ${git(['hash-object', '-w', '--stdin'], content)}\t${path}\n`,
  );
  git(['update-index', '--index-info'], lines.join(''), index);
  return git(['write-tree'], '', index);
}

const state = JSON.parse(fs.readFileSync(process.env.GH_STATE, 'utf8'));
state.calls.push(args);
try {
  const text = answer();
  if (text !== '') process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
} catch (error) {
  console.error(`fake gh: ${error.message}`);
  process.exitCode = 1;
}
fs.writeFileSync(process.env.GH_STATE, JSON.stringify(state));
