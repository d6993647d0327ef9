import type { PlatformModel } from '@pgplatform/core';
import { Manifests } from '../../src/plan/manifests';

const MODEL = { operator: { version: '1.30.0' }, environments: [], databases: [] } as unknown as PlatformModel;

function applied(text: string): any[] {
  const { builds } = new Manifests().setOf(MODEL, new Map([['apps/a.yaml', text]]));
  return builds[0].objects.map(({ object }) => object.metadata.name);
}

const object = (name: string, more = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n${more}`;

it.each<[string, string, string[]]>([
  ['20,000 aliases', object('a', `x: &a {k: v}\n${Array.from({ length: 20_000 }, (_, n) => `b${n}: *a\n`).join('')}`), ['a']],
  ['a million quotes', `${object('a')}x: ${'"'.repeat(1_000_000)}\n`, []],
  ['a merge of what is no mapping', object('a', 'x: {<<: y}\n'), []],
  ['20,000 documents', `---\n${object('a')}`.repeat(20_000), []],
  ['two documents', `${object('a')}---\n---\n${object('b')}`, ['a', 'b']],
])('the manifests of one repository do not hold the plan of all: %s', (_, text, names) => expect(applied(text)).toEqual(names));
