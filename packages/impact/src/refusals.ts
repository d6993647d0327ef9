import { plainText } from '@pgplatform/core';
import { type Finding, Judge, Preflight, SchemaPreflight, Severity } from '@pgplatform/preflight';
import type { Resource } from './comparison';
import type { Change } from './impact-report';
import { objectName } from './object-name';

/** What the API server drops, or cannot know, rather than refuses. */
const NO_REFUSAL = ['SCHEMA-UNKNOWN-FIELD', 'SCHEMA-KIND'];

/** Who refuses an object when it is applied. */
const AT_THE_DOOR = [Judge.API_SERVER, Judge.OPERATOR];

/** What the API server and the operator say against an object that is new or changed. */
export function refusals(from: Resource | undefined, to: Resource, operatorVersion: string): Change[] {
  const admission = from
    ? Preflight.admitUpdate(from.object, to.object, operatorVersion)
    : Preflight.admit(to.object, operatorVersion);
  return [...malformed(from, to, operatorVersion), ...admission]
    .filter(({ judge, severity, given }) => {
      return severity === Severity.ERROR && AT_THE_DOOR.includes(judge) && !plainText(given).includes('${');
    })
    .map(({ path, pointer, given, why, source, rule }) => ({
      object: objectName(to),
      path,
      from: at(from?.object, pointer),
      to: given ?? null,
      effect: 'rejected',
      why,
      interruption: 'none: nothing is applied',
      reversible: true,
      source,
      rule,
    }));
}

/** What the schema refuses, except what it would have refused before as well: that was let in, so it is known better elsewhere. */
function malformed(from: Resource | undefined, to: Resource, operatorVersion: string): Finding[] {
  const found = SchemaPreflight.check(to.object, operatorVersion).filter(({ rule }) => !NO_REFUSAL.includes(rule));
  if (!from || found.length === 0) return found;
  const before = new Set(SchemaPreflight.check(from.object, operatorVersion).map(({ rule, pointer }) => `${rule} ${pointer}`));
  return found.filter(({ rule, pointer }) => !before.has(`${rule} ${pointer}`));
}

function at(object: any, pointer: string): unknown {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  return (
    keys.reduce(
      (value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? value[key] : undefined),
      object,
    ) ?? null
  );
}
