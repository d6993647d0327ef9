import * as fs from 'node:fs';
import * as path from 'node:path';
import { isPlainProjenrc } from '../src/plain-projenrc';

const IMPORTS = "import { Cpu, Size } from '@pgplatform/core';\nimport { PgPlatformProject } from 'pgplatform';\n";
const SYNTH = 'project.synth();\n';
const project = (options: string) => `const project = new PgPlatformProject(${options});\n`;
const value = (text: string) => `${IMPORTS}${project(`{ v: ${text} }`)}${SYNTH}`;
const before = (line: string) => `${IMPORTS}${line}\n${project('{}')}${SYNTH}`;

it.each<[string, string]>([
  ['no options', `${IMPORTS}${project('{}')}${SYNTH}`],
  ['no variable', `${IMPORTS}new PgPlatformProject({ team: 'a' }).synth();`],
  ['a name of projen that is no option of the project', value("{ outdir: '..' }")],
  ['literals', value(`['a', "b", \`c\`, 1, -1, 0x10, 1_000, true, false, null, [], {}, { 'a-b': 1, 2: 3 }]`)],
  ['value objects', value("[Size.gibibytes(1), Cpu.cores(0.5), Size.parse('1Gi')]")],
  [
    'enums',
    `import { Prerequisite } from '@pgplatform/operator-values';\nimport { SecretSource as S } from '@pgplatform/sealed-secrets';\n${value('[Prerequisite.INSTALL, S.EXISTING]')}`,
  ],
  [
    'schedules and images',
    `import { CronSchedule as C, ImageReference } from '@pgplatform/core';\n${value("[C.daily(3), ImageReference.parse('a/b:1')]")}`,
  ],
  [
    'types',
    `import type { BackupOptions } from '@pgplatform/cluster-base';\nimport { type Cpu as X } from '@pgplatform/core';\n${value("{ retention: '1d' } as const satisfies BackupOptions")}`,
  ],
  ['a type of the project', `${IMPORTS}const project: PgPlatformProject = new PgPlatformProject(({}));\n${SYNTH}`],
  [
    'comments, directives, a hashbang',
    `#!/usr/bin/env node\n'use strict';\n// process.exit()\n/* ${'${x}'} */\n${value('1 /* eval() */')}// end`,
  ],
  ['imports below', `new PgPlatformProject({}).synth();\n${IMPORTS}`],
  ['empty statements', `${IMPORTS};;${project('{}')};${SYNTH};`],
  ['another name', `import { PgPlatformProject as P } from 'pgplatform';\nnew P({}).synth()`],
  ['Windows line ends and a byte order mark', `\uFEFF${value('1').replace(/\n/g, '\r\n')}`],
])('%s: plain', (_, text) => {
  expect(isPlainProjenrc(text)).toEqual({ plain: true });
});

it.each<[string, string, number]>([
  // imports
  ['an import of a module of node', before("import * as fs from 'node:fs';"), 3],
  ['an import of an own file', before("import { team } from './team';"), 3],
  ['an import of another package', before("import { a } from 'lodash';"), 3],
  ['an import of a package in our scope that is not ours', before("import { a } from '@pgplatform/evil';"), 3],
  ['a path through our package', before("import { a } from 'pgplatform/../evil';"), 3],
  ['a file in our package', before("import { a } from 'pgplatform/lib/platform';"), 3],
  ['a scope with a path', before("import { a } from '@pgplatform/core/../../evil';"), 3],
  ['an import for its side effects', before("import 'pgplatform';"), 3],
  ['a type-only import of another file', before("import type { A } from './a';"), 3],
  ['an import of everything', before("import * as core from '@pgplatform/core';"), 3],
  ['a default import', before("import core from '@pgplatform/core';"), 3],
  ['a default import beside names', before("import core, { type Cpu as D } from '@pgplatform/core';"), 3],
  ['a deferred import', before("import defer * as core from '@pgplatform/core';"), 3],
  ['import attributes', before("import { Size as T } from '@pgplatform/core' with { type: 'json' };"), 3],
  ['import = require', before("import fs = require('node:fs');"), 3],
  ['an import of an inherited property', before("import { Size as U } from 'constructor';"), 3],
  ['a dynamic import', before("await import('./evil');"), 3],
  ['require', before("require('./evil');"), 3],
  ['an export', before('export {};'), 3],
  ['an export of everything', before("export * from '@pgplatform/core';"), 3],
  ['an exported project', `${IMPORTS}export ${project('{}')}${SYNTH}`, 3],
  // statements
  ['a variable with a literal', before("const team = 'a';"), 3],
  ['a function', before('function f() {}'), 3],
  ['a class', before('@f class A {}'), 3],
  ['an enum', before('enum E { A }'), 3],
  ['a namespace', before('namespace N { f() }'), 3],
  ['a loop', before('for (;;) {}'), 3],
  ['a condition', before("if (process.env.X) throw new Error('x');"), 3],
  ['a block', before('{ f() }'), 3],
  ['a label', before('x: f();'), 3],
  ['debugger', before('debugger;'), 3],
  ['a call', before('f();'), 3],
  ['a literal that is no directive', before('1;'), 3],
  ['a template as a statement', before('`${f()}`;'), 3],
  ['an assignment to a prototype', before("Size.prototype.toQuantity = () => 'x';"), 3],
  ['a declaration that shadows', `${IMPORTS}const Size = new PgPlatformProject({});\nSize.synth();`, 3],
  ['a project in let', `${IMPORTS}let project = new PgPlatformProject({});\n${SYNTH}`, 3],
  ['a project in using', `${IMPORTS}using project = new PgPlatformProject({});\n${SYNTH}`, 3],
  ['a project in await using', `${IMPORTS}await using project = new PgPlatformProject({});\n${SYNTH}`, 3],
  ['a project taken apart', `${IMPORTS}const { project } = new PgPlatformProject({});\n${SYNTH}`, 3],
  ['two variables', `${IMPORTS}const project = new PgPlatformProject({}), x = f();\n${SYNTH}`, 3],
  ['a declared class', `declare class PgPlatformProject {}\n${project('{}')}${SYNTH}`, 1],
  // projects
  ['no project', IMPORTS, 3],
  ['an empty file', '', 1],
  ['two projects', `${IMPORTS}${project('{}')}new PgPlatformProject({}).synth();\n${SYNTH}`, 4],
  ['no synth', `${IMPORTS}${project('{}')}`, 4],
  ['two synths', `${IMPORTS}${project('{}')}${SYNTH}${SYNTH}`, 6],
  ['a synth before the project', `${IMPORTS}${SYNTH}${project('{}')}`, 3],
  ['a synth of something else', `${IMPORTS}${project('{}')}other.synth();\n`, 4],
  ['another method', `${IMPORTS}${project('{}')}project.addTask('x');\n${SYNTH}`, 4],
  ['a synth with an argument', `${IMPORTS}${project('{}')}project.synth(f());\n`, 4],
  ['a synth that may not be called', `${IMPORTS}${project('{}')}project?.synth();\n`, 4],
  ['a synth by text', `${IMPORTS}${project('{}')}project['synth']();\n`, 4],
  ['a property of the project', `${IMPORTS}${project('{}')}project.tasks;\n${SYNTH}`, 4],
  ['a class of another package', "import { PgPlatformProject } from '@pgplatform/core';\nnew PgPlatformProject({}).synth();", 2],
  ['a class that is not imported', 'new PgPlatformProject({}).synth();', 1],
  ['a class imported as a type', "import type { PgPlatformProject } from 'pgplatform';\nnew PgPlatformProject({}).synth();", 2],
  ['another class', "import { Size, PgPlatformProject } from 'pgplatform';\nnew Size({}).synth();", 2],
  ['a computed class', `${IMPORTS}new (PgPlatformProject)({}).synth();`, 3],
  ['two arguments', `${IMPORTS}new PgPlatformProject({}, f()).synth();`, 3],
  ['a spread argument', `${IMPORTS}new PgPlatformProject(...x).synth();`, 3],
  ['no argument', `${IMPORTS}new PgPlatformProject().synth();`, 3],
  ['options that are no object', `${IMPORTS}new PgPlatformProject([]).synth();`, 3],
  ['a class expression with the name', `${IMPORTS}new (class PgPlatformProject {})({}).synth();`, 3],
  ['a syntax error', `${IMPORTS}new PgPlatformProject({`, 3],
  ['an option of projen', `${IMPORTS}${project('{ commitGenerated: false }')}${SYNTH}`, 3],
  ['a quoted option of projen', `${IMPORTS}${project("{ team: 'a', 'outdir': '..' }")}${SYNTH}`, 3],
  ['an escaped option of projen', `${IMPORTS}${project('{\n  git\\u004fptions: {} }')}${SYNTH}`, 4],
  ['what projen new adds', `${IMPORTS}${project('{ __new__: {} }')}${SYNTH}`, 3],
  // values
  ['a variable', value('team'), 3],
  ['undefined', value('undefined'), 3],
  ['a shorthand property', `${IMPORTS}${project('{ Size }')}${SYNTH}`, 3],
  ['a spread property', `${IMPORTS}${project('{ ...Size }')}${SYNTH}`, 3],
  ['a spread element', value('[...Size]'), 3],
  ['a hole in a list', value('[, 1]'), 3],
  ['a computed name', `${IMPORTS}${project('{ [f()]: 1 }')}${SYNTH}`, 3],
  ['a computed literal name', `${IMPORTS}${project("{ ['a']: 1 }")}${SYNTH}`, 3],
  ['__proto__', `${IMPORTS}${project('{ __proto__: { a: 1 } }')}${SYNTH}`, 3],
  ['"__proto__"', `${IMPORTS}${project('{ "__proto__": null }')}${SYNTH}`, 3],
  ['an escaped __proto__', `${IMPORTS}${project('{ "\\u005f_proto__": null }')}${SYNTH}`, 3],
  ['a getter', `${IMPORTS}${project('{ get a() { return f() } }')}${SYNTH}`, 3],
  ['a method', `${IMPORTS}${project('{ toString() { return f() } }')}${SYNTH}`, 3],
  ['a function', value('() => 1'), 3],
  ['a function that is called', value('(() => 1)()'), 3],
  ['a class expression', value('class {}'), 3],
  ['new Function', value("new Function('return 1')()"), 3],
  ['new Size', value('new Size(1)'), 3],
  ['eval', value("eval('1')"), 3],
  ['process.env', value('process.env.TEAM'), 3],
  ['a template with an expression', value('`a${1}`'), 3],
  ['a tagged template', value('Size.parse`1Gi`'), 3],
  ['a sum', value('1 + 1'), 3],
  ['a positive sign', value("+'1'"), 3],
  ['a negation', value('!f()'), 3],
  ['typeof', value('typeof f()'), 3],
  ['void', value('void f()'), 3],
  ['a sequence', value('(f(), 1)'), 3],
  ['a choice', value('true ? 1 : 2'), 3],
  ['an assignment', value('(Size.gibibytes = f)'), 3],
  ['await', value('await 1'), 3],
  ['a regular expression', value('/a/'), 3],
  ['a big integer', value('1n'), 3],
  ['import.meta', value('import.meta.url'), 3],
  ['an import in a value', value("import('./evil')"), 3],
  // value objects and enums
  ['an unknown method', value('Size.of(1)'), 3],
  ['the constructor of a value class', value("Size.constructor('return process')()"), 3],
  ['the constructor as a method', value("Size.constructor('x')"), 3],
  ['a method by text', value("Size['gibibytes'](1)"), 3],
  ['the constructor by text', value("Size['constructor']('x')"), 3],
  ['an inherited method', value('Size.toString()'), 3],
  ['a method that is not called', value('Size.gibibytes'), 3],
  ['a class that is not called', value('Size'), 3],
  ['an optional call', value('Size?.gibibytes(1)'), 3],
  ['an optional method', value('Size.gibibytes?.(1)'), 3],
  ['a method of a result', value('Size.gibibytes(1).toString()'), 3],
  ['a property of a result', value('Size.gibibytes(1).constructor'), 3],
  ['a value object of a variable', value('Size.gibibytes(x)'), 3],
  ['a value object of an object with code', value('Size.gibibytes({ valueOf() { return f() } })'), 3],
  ['a value object of a value object', value('Size.parse(Size.gibibytes(1))'), 3],
  ['a spread argument of a value object', value('Size.gibibytes(...[1])'), 3],
  ['a value class that is not imported', value('CronSchedule.daily(1)'), 3],
  ['a global', value('Math.random()'), 3],
  ['JSON.parse', value("JSON.parse('{}')"), 3],
  ['a method of the project class', value('PgPlatformProject.of(1)'), 3],
  [
    'a member that no enum has',
    `import { Prerequisite } from '@pgplatform/operator-values';\n${value('Prerequisite.constructor')}`,
    4,
  ],
  [
    'an enum member that is called',
    `import { Prerequisite } from '@pgplatform/operator-values';\n${value('Prerequisite.INSTALL()')}`,
    4,
  ],
  ['an enum of the wrong package', `import { Prerequisite } from '@pgplatform/core';\n${value('Prerequisite.INSTALL')}`, 4],
  ['an inherited name as an import', `import { constructor as c } from '@pgplatform/core';\n${value("c.parse('x')")}`, 4],
  ['__proto__ as an import', `import { __proto__ as c } from '@pgplatform/core';\n${value("c.parse('x')")}`, 4],
  ['another function of our packages', `import { configError } from '@pgplatform/core';\n${value('configError([])')}`, 4],
  [
    'a value class under a name that hides another',
    `import { Cpu as Size2 } from '@pgplatform/core';\n${value('Size2.gibibytes(1)')}`,
    4,
  ],
])('%s: not plain', (_, text, line) => {
  expect(isPlainProjenrc(text)).toEqual({ plain: false, reason: expect.stringMatching(/\.$/), line });
});

it.each<[string, string]>([
  ['a very long file', `${value('1')}//${' '.repeat(1_000_000)}`],
  ['a very deep file', value(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['a very long chain of operators', value(`1${'+1'.repeat(200_000)}`)],
])('%s: not plain, and no failure', (_, text) => {
  expect(isPlainProjenrc(text)).toMatchObject({ plain: false });
});

it.each<[string, boolean]>([
  ['reference-2025.10', true],
  ['reference-2026.07', true],
  ['two-clusters', false], // it has a constant
])('the example %s is plain: %p', (name, plain) => {
  const file = path.resolve(__dirname, '../../../examples', name, '.projenrc.ts');
  expect(isPlainProjenrc(fs.readFileSync(file, 'utf8')).plain).toBe(plain);
});
