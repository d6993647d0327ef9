import { yamlFile } from '../yaml/yaml-file';
import { field, isMap, items, text } from './field';
import { elementsOf, filledText, type GeneratorWorld } from './generator';
import { TemplateFailure } from './go-template';
import type { GraphBudget } from './graph-budget';

/** An Application that a set makes. */
export type MadeApplication = {
  readonly object: any;
  /** Why there are values of it that nobody knows. @default - all are known */
  readonly open?: string;
};

/** What a set makes: its Applications, or why it makes none. */
export type Made = { readonly applications: readonly MadeApplication[] } | { readonly fails: string };

/** The Applications of an ApplicationSet. */
export function applicationsOf(set: any, world: Omit<GeneratorWorld, 'go' | 'missing'>): Made {
  const { budget } = world;
  const go = field(set, 'spec', 'goTemplate') === true;
  const missing = items(set, 'spec', 'goTemplateOptions').includes('missingkey=error') ? 'error' : 'zero';
  const template = {
    metadata: field(set, 'spec', 'template', 'metadata') ?? {},
    spec: field(set, 'spec', 'template', 'spec') ?? {},
  };
  const patch = text(set, 'spec', 'templatePatch');
  const applications: MadeApplication[] = [];
  try {
    for (const generator of items(set, 'spec', 'generators').filter(isMap)) {
      const own = Object.values(generator).find((one) => isMap(field(one, 'template')))?.template;
      const merged = own === undefined ? template : mergedInto(template, own);
      for (const element of elementsOf(generator, { ...world, go, missing })) {
        const fill = (given: string) => filledText(given, element, { go, missing });
        const made = filled(merged, fill, budget);
        if (made === undefined || !budget.take('letters', patch?.length ?? 0)) return { applications };
        applications.push({ open: element.open, ...patched(made, patch === undefined ? undefined : fill(patch)) });
      }
    }
  } catch (error) {
    if (error instanceof TemplateFailure) return { fails: error.message };
    throw error;
  }
  return { applications };
}

/** An Application with the `templatePatch` of its element; a patch that is no mapping once it is filled in changes nobody knows what. */
function patched(object: any, patch: string | undefined): MadeApplication {
  if (patch === undefined) return { object };
  const { documents, problem } = yamlFile('', Buffer.from(patch));
  if (problem?.kind === 'empty') return { object };
  if (problem || documents.length !== 1 || !isMap(documents[0]))
    return { object, open: 'a templatePatch that is not evaluated here' };
  return { object: mergedInto(object, documents[0]) };
}

/** A value in which each text is filled in; nothing when there is no more room. What recurs is made once. */
function filled(value: any, fill: (text: string) => string, budget: GraphBudget, made = new Map<object, any>()): any {
  if (typeof value === 'string') {
    const text = fill(value);
    return budget.take('letters', Math.max(text.length, value.length)) ? text : undefined;
  }
  if (typeof value !== 'object' || value === null) return value;
  const known = made.get(value);
  if (known) return known;
  if (!budget.take('letters')) return undefined;
  const copy: any = Array.isArray(value) ? [] : Object.create(null);
  made.set(value, copy);
  for (const [name, one] of Object.entries(value)) {
    const key = Array.isArray(value) ? name : fill(name);
    copy[key] = filled(one, fill, budget, made);
    if (copy[key] === undefined && one !== undefined) return undefined;
  }
  return copy;
}

/** A merge patch (RFC 7386): mappings are merged, null takes away, everything else takes the place. */
function mergedInto(value: any, patch: any): any {
  if (!isMap(patch)) return patch;
  const result = Object.assign(Object.create(null), isMap(value) ? value : {});
  for (const [name, one] of Object.entries(patch)) {
    if (one === null) delete result[name];
    else result[name] = mergedInto(result[name], one);
  }
  return result;
}
