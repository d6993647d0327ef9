/** What the API server itself says about `metadata` (apimachinery pkg/apis/meta/v1/types.go, pkg/util/validation). */
const text = { type: 'string' };
const qualifiedName = { type: 'string', format: 'qualified-name' };
const labelValue = { type: 'string', maxLength: 63, pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$' };

export const objectMeta = {
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
          apiVersion: text,
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: text,
          name: text,
          uid: text,
        },
      },
    },
    resourceVersion: text,
    selfLink: text,
    uid: text,
  },
};
