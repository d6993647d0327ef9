import { Judge, Phase, type Rule } from '../rule';

const SOURCE = 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/';

const schemaRule = (id: string, says: string, fix: string, judge = Judge.API_SERVER, source = SOURCE): Rule => ({
  id: `SCHEMA-${id}`,
  kinds: ['*'],
  phase: Phase.BOTH,
  says,
  fix,
  source,
  judge,
});

const WEBHOOK = 'sigs.k8s.io/controller-runtime pkg/webhook/admission/defaulter_custom.go Handle';

/** The rules that come from the schema of a kind, whatever the kind is. */
export const SCHEMA_RULES = {
  kind: schemaRule(
    'KIND',
    'The kind exists in the given API version.',
    'Correct apiVersion and kind, or install the version that has them.',
  ),
  unknownField: schemaRule(
    'UNKNOWN-FIELD',
    'Every field is known; the API server drops or refuses others.',
    'Correct or remove the field.',
  ),
  required: schemaRule('REQUIRED', 'A required field is there.', 'Add the field.'),
  written: schemaRule(
    'WRITTEN',
    'The operator writes the object again, and its schema takes what it writes for a field that is not there.',
    'Write the field.',
    Judge.API_SERVER,
    WEBHOOK,
  ),
  null: schemaRule(
    'NULL',
    'No field is null: a server-side apply, as Argo CD does it with ServerSideApply=true, is refused; only a plain create drops it.',
    'Remove the field.',
  ),
  type: schemaRule('TYPE', 'A value has the type of its field.', 'Write a value of that type.'),
  enum: schemaRule('ENUM', 'A value is one of those listed.', 'Write one of the listed values.'),
  pattern: schemaRule('PATTERN', 'A text has the form of its field.', 'Write it in that form.'),
  bound: schemaRule('BOUND', 'A number, text or list keeps within its bounds.', 'Stay within the bounds.'),
  duplicate: schemaRule('DUPLICATE', 'The items of a keyed list differ in their keys.', 'Remove or rename one of them.'),
} as const;
