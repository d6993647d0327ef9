// Two judges of the same manifests: kubeconform -strict, and our schema facts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { execute } from '../command.mjs';
import { writeJsonSchemas } from './json-schema.mjs';
import { mutants } from './mutant.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const require = createRequire(import.meta.url);

export class Judges {
  constructor(kubeconform, crds, operatorMinor) {
    this.kubeconform = kubeconform;
    this.crds = crds;
    this.operatorVersion = `${operatorMinor}.0`;
  }

  /** Judges the objects of known groups in some files; throws where the judges differ. Gives their number, and which are refused and why. */
  async ofFiles(files) {
    const objects = this.objectsIn(files);
    const theirs = await this.theirs(files);
    const verdicts = objects.map(({ file, object }) => {
      const what = `${file} ${object.kind} ${object.metadata.name}`;
      return { what, ours: this.ours(object), theirs: theirs.get(what) };
    });
    const differing = verdicts.filter(({ ours, theirs }) => theirs === undefined || (ours === '') !== (theirs === ''));
    if (differing.length) {
      const say = (verdict) => (verdict === '' ? 'valid' : (verdict ?? 'not judged'));
      const lines = differing.map(({ what, ours, theirs }) => `${what}\n  we: ${say(ours)}\n  kubeconform: ${say(theirs)}`);
      throw new Error([...lines.slice(0, 5), `${differing.length} of ${objects.length} judged differently`].join('\n'));
    }
    const refused = verdicts.filter(({ ours }) => ours !== '').map(({ what, ours }) => `${what}: ${ours}`);
    return { objects: objects.length, refused };
  }

  /** Judges what becomes of the valid objects in some files when one field changes. */
  async ofMutants(files) {
    const valid = this.objectsIn(files).filter(({ object }) => this.ours(object) === '');
    const changed = mutants(valid.map(({ object }) => object));
    const file = join(temporaryFolder(), 'mutants.yaml');
    writeFileSync(file, changed.map((object) => JSON.stringify(object)).join('\n---\n'));
    return this.ofFiles([file]);
  }

  objectsIn(files) {
    const { readYaml } = require('../../internal/test-kit');
    const { groups } = this.schemas();
    return files
      .flatMap((file) => readYaml(readFileSync(file, 'utf8')).map((object) => ({ file, object })))
      .filter(({ object }) => groups.has(object.apiVersion?.split('/')[0]));
  }

  /**
   * What our facts say against an object, in what kubeconform looks at: not its metadata, nor whether items of a list have the same key,
   * the null that the operator writes in the place of an optional field, and the bounds of the scale subresource, which a Pooler has alone.
   */
  ours(object) {
    const { SchemaPreflight } = require('../../packages/preflight');
    return SchemaPreflight.check(object, this.operatorVersion)
      .filter(({ rule, path }) => rule !== 'SCHEMA-DUPLICATE' && !path.startsWith('metadata'))
      .filter(({ rule, path }) => !(rule === 'SCHEMA-WRITTEN' && /\.(?:apiGroup|projectedVolumeTemplate\.sources)$/.test(path)))
      .filter(({ rule, path }) => !(object.kind === 'Pooler' && rule === 'SCHEMA-BOUND' && path === 'spec.instances'))
      .map(({ rule, path, given }) => `${rule} ${path} ${JSON.stringify(given)}`)
      .join('; ');
  }

  /** What kubeconform says against every object in some files. */
  async theirs(files) {
    const location = join(this.schemas().folder, '{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json');
    const options = ['-strict', '-verbose', '-output', 'json', '-n', '2', '-schema-location', location];
    const { output } = await execute(this.kubeconform.file, [...options, ...files], { check: false });
    const found = new Map();
    for (const { filename, kind, name, status, msg } of JSON.parse(output).resources) {
      found.set(`${filename} ${kind} ${name}`, status === 'statusValid' ? '' : msg.replace(/^.* failed with '[^']*' - /, ''));
    }
    return found;
  }

  /** JSON Schemas of the operator's minor release and of everything around it. */
  schemas() {
    if (!this.written) {
      const isOther = (name) => !name.startsWith('cloudnative-pg-') && name !== 'chart-values';
      const names = [`cloudnative-pg-${this.operatorVersion}`, ...readdirSync(this.crds).filter(isOther)];
      const folder = temporaryFolder();
      const crds = names.map((name) => join(this.crds, name));
      this.written = { folder, groups: writeJsonSchemas(crds, folder) };
    }
    return this.written;
  }
}
