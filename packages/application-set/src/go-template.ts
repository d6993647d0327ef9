/** Texts with `{{ .key }}`, the part of Go's templates that the ApplicationSets use outside of `templatePatch`. */
const REFERENCE = /\{\{\s*\.(\w+)\s*\}\}/g;

/** The keys that a text names. */
export function templateKeys(text: string): string[] {
  return [...text.matchAll(REFERENCE)].map((match) => match[1]);
}

/** Whether a text has an action that is more than `{{ .key }}`. */
export function hasOtherActions(text: string): boolean {
  return /\{\{|\}\}/.test(text.replace(REFERENCE, ''));
}

/** The text for one element. */
export function fillTemplate(text: string, element: { [key: string]: any }): string {
  return text.replace(REFERENCE, (_, key) => String(element[key]));
}

/**
 * A `templatePatch`: an object in which `{{ toJson .key }}` stands for any value, not only for text.
 *
 * Argo CD fills it in and applies it to the Application as a strategic merge patch; null removes.
 * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Template/#template-patch
 */
export function templatePatch(patch: any): string {
  return JSON.stringify(patch, null, 2).replace(/"(\{\{ toJson \.\w+ \}\})"/g, '$1');
}

/** Stands in a patch for the value that the element has under a key. */
export function elementValue(key: string): string {
  return `{{ toJson .${key} }}`;
}
