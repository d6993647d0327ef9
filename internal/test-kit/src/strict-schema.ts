const OBJECT_META = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    namespace: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
    finalizers: { type: 'array', items: { type: 'string' } },
  },
};

/**
 * A CRD's structural schema as JSON Schema in which a field that the API server would prune is an error.
 *
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
 */
export function strictSchema(openApi: any): object {
  const root = strict(openApi);
  return { ...root, properties: { ...root.properties, metadata: OBJECT_META } };
}

function strict(schema: any): any {
  const { format: _format, type, nullable, ...rest } = schema;
  const result: any = { ...rest };
  if (schema['x-kubernetes-int-or-string']) {
    result.type = ['integer', 'string'];
  } else if (type) {
    result.type = nullable ? [type, 'null'] : type;
  }
  if (schema.enum && nullable) {
    result.enum = [...schema.enum, null];
  }
  if (schema.properties) {
    result.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, strict(field)]));
  }
  if (schema.items) {
    result.items = strict(schema.items);
  }
  if (typeof schema.additionalProperties === 'object') {
    result.additionalProperties = strict(schema.additionalProperties);
  } else if (type === 'object' && schema.additionalProperties === undefined && !schema['x-kubernetes-preserve-unknown-fields']) {
    result.additionalProperties = false;
  }
  return result;
}
