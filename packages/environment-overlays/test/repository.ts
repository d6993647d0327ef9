import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ClusterRef, GeneratedFile } from '@pgplatform/core';
import { temporaryDirectory } from '@pgplatform/test-kit';

/** The files in a new directory. JSON is YAML, and leaves no room for a reader's opinion. */
export function writeRepository(files: GeneratedFile[]): string {
  const root = temporaryDirectory();
  for (const { path, content } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content.map((document) => JSON.stringify(document)).join('\n---\n'));
  }
  return root;
}

/** The files of a base. */
export function baseFiles({ manifests }: ClusterRef): GeneratedFile[] {
  const folder = 'infrastructure/postgres/base';
  return [
    {
      path: `${folder}/kustomization.yaml`,
      content: [
        {
          apiVersion: 'kustomize.config.k8s.io/v1beta1',
          kind: 'Kustomization',
          resources: manifests.map((_, index) => `${index}.yaml`),
        },
      ],
    },
    ...manifests.map((manifest, index) => ({ path: `${folder}/${index}.yaml`, content: [manifest] })),
  ];
}
