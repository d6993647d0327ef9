#!/usr/bin/env node
// Writes docs/errors.md: every code a problem can have, with its messages and fixes, read from the sources; and the rules of preflight.
//
// In the sources a problem is an object with `code`, `message` and `fix`, or a call of a function of the same file whose parameters are named so.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './command.mjs';

const require = createRequire(import.meta.url);
const ts = require('typescript');
const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** The whole document. */
export function errorsTable() {
  const rows = new Map();
  for (const { code, message, fix, where } of sourceFiles().flatMap(problemsIn)) {
    const row = rows.get(code) ?? { messages: new Set(), fixes: new Set(), packages: new Set() };
    rows.set(code, row);
    row.messages.add(message);
    row.fixes.add(fix);
    row.packages.add(where);
  }
  const cell = (texts) => [...texts].filter(Boolean).join('<br>').replaceAll('|', '\\|');
  const lines = [...rows.keys()].sort().map((code) => {
    const { messages, fixes, packages } = rows.get(code);
    return `| \`${code}\` | ${cell(messages)} | ${cell(fixes)} | ${cell(packages)} |`;
  });
  return [
    '# Codes',
    '',
    'Every problem has a code. Codes are stable and never reused. This document is generated: `node scripts/errors.mjs`.',
    '',
    '## Problems',
    '',
    'What is wrong with options, secrets and commands. `…` stands for what depends on them.',
    '',
    '| Code | What is wrong | What to do | Package |',
    '|---|---|---|---|',
    ...lines,
    '',
    '## Rules',
    '',
    'What `pgplatform check` and every synthesis say about manifests: rules of the operator, of its CRDs, and our own.',
    '',
    'The verdict is that of the API server or of the operator when a manifest is applied; of Kubernetes or PostgreSQL later, of what was',
    'taken; or of pgplatform alone.',
    '',
    '| Rule | Severity | Verdict of | Kinds | Says | What to do | Source |',
    '|---|---|---|---|---|---|---|',
    ...rules(cell),
    '',
  ].join('\n');
}

/** The rules of preflight, which must be compiled. */
function rules(cell) {
  const { Preflight, RepositoryPreflight, SchemaPreflight } = require('@pgplatform/preflight');
  return [...Preflight.rules(), ...SchemaPreflight.rules(), ...RepositoryPreflight.rules()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, severity = 'error', judge = 'pgplatform', kinds, says, fix, source }) =>
        `| \`${id}\` | ${severity} | ${judge} | ${cell([kinds.join(', ')])} | ${cell([says])} | ${cell([fix])} | ${cell([source])} |`,
    );
}

function sourceFiles() {
  return readdirSync(join(ROOT, 'packages')).flatMap((name) => {
    const folder = join(ROOT, 'packages', name, 'src');
    const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
    return files.map((file) => ({ where: name, path: join(folder, file) }));
  });
}

function problemsIn({ where, path }) {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const problems = [];
  const add = (fields) => {
    for (const code of texts(fields.code).filter((text) => CODE.test(text))) {
      problems.push({ code, where, message: texts(fields.message).join(' / '), fix: texts(fields.fix).join(' / ') });
    }
  };
  const makers = problemMakers(source);
  visit(source, (node) => {
    if (ts.isObjectLiteralExpression(node)) {
      add(fieldsOf(node));
    } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && makers.has(node.expression.text)) {
      const { parameters, inside } = makers.get(node.expression.text);
      const given = Object.fromEntries(parameters.map((name, i) => [name, node.arguments[i]]));
      const more = node.arguments.filter(ts.isObjectLiteralExpression).map(fieldsOf);
      add(Object.assign({}, inside, ...more, given));
    }
  });
  return problems;
}

/** Functions with a parameter `code`: their parameters, and the problem they make of them. */
function problemMakers(source) {
  const makers = new Map();
  visit(source, (node) => {
    const name = ts.isFunctionDeclaration(node) ? node.name : ts.isVariableDeclaration(node) ? node.name : undefined;
    const fn = ts.isFunctionDeclaration(node) ? node : ts.isVariableDeclaration(node) ? node.initializer : undefined;
    if (!name || !fn || !(ts.isFunctionDeclaration(fn) || ts.isArrowFunction(fn))) {
      return;
    }
    const parameters = fn.parameters.map((parameter) => parameter.name.getText());
    if (!parameters.includes('code')) {
      return;
    }
    let inside = {};
    visit(fn, (child) => {
      if (ts.isObjectLiteralExpression(child) && child.properties.some((property) => property.name?.getText() === 'code')) {
        inside = fieldsOf(child);
      }
    });
    makers.set(name.getText(), { parameters, inside });
  });
  return makers;
}

function fieldsOf(object) {
  const fields = object.properties.filter(ts.isPropertyAssignment);
  return Object.fromEntries(fields.map((property) => [property.name.getText(), property.initializer]));
}

/** The texts an expression can have. */
function texts(node) {
  if (!node) {
    return [];
  }
  if (ts.isStringLiteralLike(node)) {
    return [node.text];
  }
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('')];
  }
  if (ts.isConditionalExpression(node)) {
    return [...texts(node.whenTrue), ...texts(node.whenFalse)];
  }
  if (ts.isParenthesizedExpression(node)) {
    return texts(node.expression);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return [(texts(node.left)[0] ?? '…') + (texts(node.right)[0] ?? '…')];
  }
  if (ts.isBinaryExpression(node)) {
    return [...texts(node.left), ...texts(node.right)];
  }
  return [];
}

function visit(node, enter) {
  enter(node);
  ts.forEachChild(node, (child) => visit(child, enter));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(ROOT, 'docs/errors.md'), errorsTable());
  console.log('docs/errors.md is written');
}
