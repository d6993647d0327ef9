import { type ConfigProblem, configError, nearestName } from '@pgplatform/core';
import { readOwnFile, type SourceTree, yamlFile } from '@pgplatform/reading';
import type { IgnoredRule } from './check-options';
import { CHECK_RULES } from './check-rule';

const FILE = 'pgplatform.yaml';
const FIELDS = { ignores: ['rule', 'reason'], acknowledgements: ['object', 'reason', 'expires'] };

/** What a repository that this product did not generate says about itself, in `pgplatform.yaml`. */
export type PlatformSettings = {
  readonly ignores: readonly IgnoredRule[];
  readonly acknowledgements: readonly { readonly object: string; readonly reason: string; readonly expires: string }[];
};

/** Reads `pgplatform.yaml`; nothing when there is none. Throws ConfigProblems `SETTINGS_INVALID`, `FILE_REFUSED`. */
export function platformSettings(tree: SourceTree): PlatformSettings | undefined {
  const bytes = readOwnFile(tree, FILE);
  if (!bytes) {
    return undefined;
  }
  const { documents, problem } = yamlFile(FILE, bytes);
  if (problem) {
    const { says, fix } = CHECK_RULES[problem.kind];
    throw configError([invalid('', problem.why ?? says, fix)]);
  }
  const [settings] = documents;
  const problems = isMap(settings) ? problemsOf(settings) : [invalid('', 'It is not a mapping.', 'Write ignores: and a list.')];
  if (problems.length > 0) {
    throw configError(problems);
  }
  return { ignores: settings.ignores ?? [], acknowledgements: settings.acknowledgements ?? [] };
}

function problemsOf(settings: any): ConfigProblem[] {
  return Object.entries(settings).flatMap(([name, entries]): ConfigProblem[] => {
    const fields = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof typeof FIELDS] : undefined;
    if (!fields) {
      return [unknown(name, name, Object.keys(FIELDS))];
    }
    if (!Array.isArray(entries)) {
      return [invalid(name, 'It is not a list.', `Write one entry with ${fields.join(', ')}.`)];
    }
    return entries.flatMap((entry, index): ConfigProblem[] => {
      const at = `${name}[${index}]`;
      return isMap(entry)
        ? [
            ...fields
              .filter((field) => typeof entry[field] !== 'string' || entry[field].trim() === '')
              .map((field) =>
                invalid(`${at}.${field}`, 'It is missing, or is no text.', 'Say it: nothing is ignored without a reason.'),
              ),
            ...Object.keys(entry)
              .filter((field) => !fields.includes(field))
              .map((field) => unknown(`${at}.${field}`, field, fields)),
          ]
        : [invalid(at, 'It is not a mapping.', `Give it ${fields.join(', ')}.`)];
    });
  });
}

function unknown(path: string, name: string, allowed: string[]): ConfigProblem {
  const near = nearestName(name, allowed);
  const fix = near ? `Did you mean ${near}?` : 'Remove it.';
  return { ...invalid(path, 'There is no such field.', fix), given: name, allowed: allowed.join(', ') };
}

function invalid(path: string, message: string, fix: string): ConfigProblem {
  return { code: 'SETTINGS_INVALID', path: path ? `${FILE}: ${path}` : FILE, message, fix };
}

function isMap(value: unknown): value is { [name: string]: any } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
