import { plainText } from '@pgplatform/core';
import { isMap } from '../shape';

/** `${name}` and `${name:=default}`; other operators of envsubst are left as they are. */
const VARIABLE = /\$\{([A-Za-z_]\w*)(?::?[=-]([^${}]*))?\}/g;
/** What YAML takes for something else than text once it stands there without quotes. */
const TYPED = /^(?:-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?|true|false)$/;

/**
 * A value with the variables of a Flux Kustomization filled in. Variables that nobody here knows stay as they are
 * (https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution).
 */
export function substituted(value: any, variables: ReadonlyMap<string, string>): any {
  if (typeof value === 'string') return value.includes('${') ? inText(value, variables) : value;
  if (Array.isArray(value)) return value.map((item) => substituted(item, variables));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [plainText(inText(key, variables)), substituted(item, variables)]),
  );
}

/** Flux fills in the text of a manifest, so what is a number afterwards is one. */
function inText(text: string, variables: ReadonlyMap<string, string>): unknown {
  const filled = text.replace(VARIABLE, (whole, name, otherwise) => variables.get(name) ?? otherwise ?? whole);
  return filled !== text && TYPED.test(filled) ? JSON.parse(filled) : filled;
}
