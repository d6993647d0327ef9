/** The fields of a kustomization file, from the Go types of kustomize (api/types/*.go at kustomize/v4.5.4 and kustomize/v5.8.1). */
const text = { type: 'string' };
const flag = { type: 'boolean' };
const texts = { type: 'array', items: text };
const pairs = { type: 'object', additionalProperties: text };
const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const struct = (properties, required) => ({ type: 'object', properties, ...(required && { required }) });
const list = (items) => ({ type: 'array', items });

const gvk = { group: text, version: text, kind: text };
const resId = { ...gvk, name: text, namespace: text };
const selector = struct({ ...resId, annotationSelector: text, labelSelector: text });
const fieldOptions = struct({ delimiter: text, index: { type: 'integer' }, encoding: text, create: flag });
const generatorOptions = struct({ labels: pairs, annotations: pairs, disableNameSuffixHash: flag, immutable: flag });
const generator = {
  namespace: text,
  name: text,
  behavior: text,
  literals: texts,
  files: texts,
  envs: texts,
  env: text,
  options: generatorOptions,
};

/** The schema for one of the two versions that matter: 4.5.4 (kubectl 1.25 to 1.27 embed it) and 5. */
export function kustomization(major) {
  const since5 = (fields) => (major >= 5 ? fields : {});
  const image = struct({ name: text, newName: text, newTag: text, digest: text, ...since5({ tagSuffix: text }) });
  const patch = struct({
    path: text,
    patch: text,
    target: selector,
    options:
      major >= 5 ? struct({ allowNameChange: flag, allowKindChange: flag }) : { type: 'object', additionalProperties: flag },
  });
  return struct({
    apiVersion: text,
    kind: text,
    metadata: struct({ name: text, namespace: text, labels: pairs, annotations: pairs }),
    openapi: pairs,
    namePrefix: text,
    nameSuffix: text,
    namespace: text,
    commonLabels: pairs,
    labels: list(
      struct({
        pairs,
        includeSelectors: flag,
        fields: list(struct({ ...gvk, path: text, create: flag })),
        ...since5({ includeTemplates: flag, includeVolumeClaimTemplates: flag }),
      }),
    ),
    commonAnnotations: pairs,
    patchesStrategicMerge: texts,
    patchesJson6902: list(patch),
    patches: list(patch),
    images: list(image),
    imageTags: list(image),
    replacements: list(
      struct({
        path: text,
        source: struct({ ...resId, fieldPath: text, options: fieldOptions }),
        targets: list(struct({ select: selector, reject: list(selector), fieldPaths: texts, options: fieldOptions })),
        ...since5({ sourceValue: text }),
      }),
    ),
    replicas: list(struct({ name: text, count: { type: 'integer' } })),
    vars: list(
      struct({
        name: text,
        objref: struct({ apiVersion: text, ...resId }),
        fieldref: struct({ fieldPath: text, fieldpath: text }),
      }),
    ),
    resources: texts,
    components: texts,
    crds: texts,
    bases: texts,
    configMapGenerator: list(struct(generator)),
    secretGenerator: list(struct({ ...generator, type: text })),
    helmGlobals: struct({ chartHome: text, configHome: text }),
    helmCharts: list(
      struct({
        name: text,
        version: text,
        repo: text,
        releaseName: text,
        namespace: text,
        valuesFile: text,
        valuesInline: anything,
        valuesMerge: text,
        includeCRDs: flag,
        ...since5({
          additionalValuesFiles: texts,
          skipHooks: flag,
          apiVersions: texts,
          kubeVersion: text,
          nameTemplate: text,
          skipTests: flag,
          debug: flag,
          devel: flag,
        }),
      }),
    ),
    helmChartInflationGenerator: list(
      struct({
        chartName: text,
        chartVersion: text,
        chartRepoUrl: text,
        chartHome: text,
        chartRepoName: text,
        helmBin: text,
        helmHome: text,
        values: text,
        valuesLocal: anything,
        valuesMerge: text,
        releaseName: text,
        releaseNamespace: text,
        extraArgs: texts,
      }),
    ),
    generatorOptions,
    configurations: texts,
    generators: texts,
    transformers: texts,
    validators: texts,
    buildMetadata: texts,
    ...(major >= 5
      ? { sortOptions: struct({ order: text, legacySortOptions: struct({ orderFirst: texts, orderLast: texts }) }) }
      : { inventory: struct({ type: text, configMap: struct({ name: text, namespace: text }) }) }),
  });
}
