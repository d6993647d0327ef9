import * as fs from 'node:fs';
import { type ConfigProblem, configError, plainText } from '@pgplatform/core';
import type { Finding } from '@pgplatform/preflight';
import { readOwnFile, WorkTree, yamlFile } from '@pgplatform/reading';
import type { Build } from '../build/build';
import { CHECK_RULES } from '../check-rule';
import { schemaMistakes } from './schema-mistakes';

/** The schemas of CustomResourceDefinitions in a folder, by `apiVersion/kind`. */
export class CrdSchemas {
  /** Reads a folder. Throws ConfigProblems `CRDS_MISSING`, `CRDS_INVALID` and `FILE_REFUSED`. */
  static read(folder: string): CrdSchemas {
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw problem('CRDS_MISSING', folder, 'This is not a folder.');
    }
    const tree = new WorkTree(folder);
    const schemas = new Map<string, any>();
    for (const path of tree.paths.filter((name) => /\.(?:ya?ml|json)$/.test(name))) {
      const { documents, problem: broken } = yamlFile(path, readOwnFile(tree, path) ?? Buffer.alloc(0));
      if (broken) {
        throw problem('CRDS_INVALID', path, broken.why ?? CHECK_RULES[broken.kind].says);
      }
      for (const document of documents.flatMap((one) => (Array.isArray(one?.items) ? one.items : [one]))) {
        if (document?.kind !== 'CustomResourceDefinition') continue;
        const { group, names, versions } = document.spec ?? {};
        for (const version of Array.isArray(versions) ? versions : []) {
          schemas.set(`${group}/${version.name}/${names?.kind}`, version);
        }
      }
    }
    if (schemas.size === 0) {
      throw problem('CRDS_MISSING', folder, 'There is no CustomResourceDefinition in this folder.');
    }
    return new CrdSchemas(schemas);
  }

  private constructor(private readonly versions: ReadonlyMap<string, any>) {}

  /** What the schemas say against built objects; objects of other kinds are passed over. */
  check(builds: readonly Build[]): Finding[] {
    const rule = CHECK_RULES.crd;
    return builds.flatMap(({ objects }) =>
      objects.flatMap(({ object, file }) => {
        const version = this.versions.get(`${plainText(object?.apiVersion)}/${plainText(object?.kind)}`);
        const schema = version?.schema?.openAPIV3Schema;
        if (!schema) return [];
        const { status, ...rest } = object;
        return schemaMistakes(version.subresources?.status ? rest : object, schema).map(
          ({ path, pointer, given, allowed, why }) => ({
            rule: rule.id,
            severity: rule.severity,
            judge: rule.judge,
            object: { kind: object.kind, namespace: object.metadata?.namespace, name: object.metadata?.name ?? '' },
            path,
            pointer,
            given,
            allowed,
            why,
            fix: rule.fix,
            source: rule.source,
            file,
          }),
        ) as Finding[];
      }),
    );
  }
}

function problem(code: string, given: string, message: string): Error {
  const problems: ConfigProblem[] = [
    {
      code,
      path: '--crds',
      message,
      given,
      fix: 'Name a folder with the CustomResourceDefinitions of your clusters, one or more to a file.',
    },
  ];
  return configError(problems);
}
