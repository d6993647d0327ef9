import type { Path } from '../field-path';
import { fields, isSet } from '../shape';
import { type CelRule, celRules } from './cel-rule';

/** The rules about locales, which two kinds share; `path` leads from the spec to the section. */
export function localeRules(kind: string, path: Path): CelRule[] {
  const provider = (field: string, name: string, needed: string) =>
    celRules(kind).state(
      `${name}-PROVIDER`,
      `The field ${field} is for the locale provider ${needed}.`,
      `Set localeProvider to ${needed}, or remove ${field}.`,
      function* (spec) {
        const section = fields(path.reduce<any>((value, key) => fields(value)[key], spec));
        if (!isSet(section[field]) || section.localeProvider === needed) return;
        const at = ['spec', ...path, 'localeProvider'];
        const edits = isSet(section.localeProvider) ? undefined : [{ path: at, value: needed }];
        yield { path: at, given: section.localeProvider, allowed: needed, edits };
      },
    );
  return [
    provider('builtinLocale', 'BUILTIN-LOCALE', 'builtin'),
    provider('icuLocale', 'ICU-LOCALE', 'icu'),
    provider('icuRules', 'ICU-RULES', 'icu'),
  ];
}
