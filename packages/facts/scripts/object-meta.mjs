/** What the API server itself says about `metadata` (apimachinery pkg/apis/meta/v1/types.go, pkg/util/validation). */
const text = { type: 'string' };
const filledText = { type: 'string', minLength: 1 };
const qualifiedName = { type: 'string', format: 'qualified-name' };
const labelValue = { type: 'string', maxLength: 63, pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$' };

const metadata = {
  type: 'object',
  properties: {
    annotations: {
      type: 'object',
      additionalProperties: text,
      propertyNames: { type: 'string', format: 'annotation-name' },
    },
    creationTimestamp: { type: 'string', format: 'date-time' },
    deletionGracePeriodSeconds: { type: 'integer', format: 'int64' },
    deletionTimestamp: { type: 'string', format: 'date-time' },
    finalizers: { type: 'array', items: qualifiedName },
    generateName: text,
    generation: { type: 'integer', format: 'int64' },
    labels: { type: 'object', additionalProperties: labelValue, propertyNames: qualifiedName },
    managedFields: { type: 'array', items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
    name: { type: 'string', maxLength: 253, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$' },
    namespace: { type: 'string', maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' },
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        required: ['apiVersion', 'kind', 'name', 'uid'],
        properties: {
          apiVersion: filledText,
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: filledText,
          name: filledText,
          uid: filledText,
        },
      },
    },
    resourceVersion: text,
    selfLink: text,
    uid: text,
  },
};

/** With null for absent everywhere: metadata is read into a Go struct, also in a server-side apply. */
export const objectMeta = nullable(metadata);

function nullable({ properties, additionalProperties, items, ...schema }) {
  const entries = Object.entries(properties ?? {}).map(([name, field]) => [name, nullable(field)]);
  return {
    ...schema,
    nullable: true,
    ...(properties && { properties: Object.fromEntries(entries) }),
    ...(additionalProperties && { additionalProperties: nullable(additionalProperties) }),
    ...(items && { items }),
  };
}
