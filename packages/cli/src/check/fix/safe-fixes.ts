import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Edit, Finding } from '@pgplatform/preflight';
import { unescaped, yamlFile } from '@pgplatform/reading';
import { writeAtomically } from '../../atomic-files';
import type { AppliedFix } from '../check-report';
import type { Locator } from '../locator';
import { isManaged, managedOption } from '../managed-option';
import type { RepositoryReading } from '../repository-reading';
import { editedYaml } from './yaml-edit';

/**
 * Makes the safe changes that findings offer, in the files on disk.
 *
 * A generated file is left alone: the option that leads to the field is named. So is a field that is not written where it can be
 * changed alone; what was changed is read again and compared before anything is written.
 */
export function applySafeFixes(findings: readonly Finding[], reading: RepositoryReading, locator: Locator): AppliedFix[] {
  const texts = new Map<string, string>();
  const seen = new Set<string>();
  const fixes = findings.flatMap((finding): AppliedFix[] => {
    const location = finding.edits && locator.locate(finding);
    if (!finding.edits || !location?.isObject) return [];
    const { file, document } = location;
    const { rule, path: field } = finding;
    const key = JSON.stringify([file, document, finding.edits]);
    if (seen.size === seen.add(key).size) return []; // the same field, built twice
    const result = (instead: string | null): AppliedFix[] => [{ rule, file, path: field, changed: instead === null, instead }];
    if (isManaged(reading.files, file)) {
      return result(`The file is generated: change ${managedOption(finding, file, reading.model)} in .projenrc.ts.`);
    }
    const text = texts.get(file) ?? reading.files.get(file)?.text ?? '';
    const changed = edited(text, document, finding.edits);
    if (changed === undefined) return result('The field is not written where it can be changed alone; change it by hand.');
    texts.set(file, changed);
    return result(null);
  });
  writeAtomically(
    [...texts].map(([file, content]) => ({
      file: path.join(reading.files.tree.folder as string, file),
      content,
      before: reading.files.get(file)?.text,
    })),
  );
  return fixes;
}

/** A text with all edits of a finding, or nothing when one of them cannot be made or says something else. */
function edited(text: string, document: number, edits: readonly Edit[]): string | undefined {
  const wanted = yamlFile('', Buffer.from(text)).documents;
  let current: string | undefined = text;
  for (const edit of edits) {
    current = current === undefined ? undefined : editedYaml(current, document, edit);
    apply(wanted[document], edit);
  }
  const after = current === undefined ? [] : yamlFile('', Buffer.from(current)).documents;
  return isDeepStrictEqual(after, wanted) ? current : undefined;
}

/** An edit of a value; ways that are not there are made. */
function apply(object: any, { pointer, value }: Edit): void {
  const steps = pointer.split('/').slice(1).map(unescaped);
  const last = steps.pop() as string;
  let parent = object;
  for (const step of steps) {
    parent[step] ??= {};
    parent = parent[step];
  }
  if (value === undefined) {
    delete parent[last];
  } else {
    parent[last] = value;
  }
}
