import { ArgoCd, type ConfigProblem, KubernetesName } from '@pgplatform/core';
import type { ApplicationElement } from './application-element';
import { fillTemplate, hasOtherActions, templateKeys } from './go-template';

/** The element as it stands in the generator, without what differs per element only. */
export function elementKeys(element: ApplicationElement): { [key: string]: string } {
  return {
    ...(element.product && { product: element.product }),
    env: element.environment,
    namespace: element.namespace,
  };
}

/** Name of an element in the paths of problems. */
export function elementPath(element: ApplicationElement): string {
  return `elements.${[element.product, element.environment].filter(Boolean).join('.')}`;
}

/** Both templates name only keys that every element has: with missingkey=error Argo CD makes no Application at all otherwise. */
export function templateProblems(text: string, elements: ApplicationElement[], path: string): ConfigProblem[] {
  const known = elements.map((element) => Object.keys(elementKeys(element)));
  const missing = templateKeys(text).find((key) => !known.every((keys) => keys.includes(key)));
  return missing === undefined && !hasOtherActions(text)
    ? []
    : [
        {
          code: 'TEMPLATE_KEY',
          path,
          message: 'A template may name only keys that every element has.',
          given: text,
          allowed: '{{ .env }}, {{ .namespace }} and, when every element has a product, {{ .product }}',
          fix: missing === undefined ? 'Use nothing but {{ .key }}.' : `Remove {{ .${missing} }}.`,
        },
      ];
}

/** Two elements with one Application name would overwrite each other for ever. */
export function nameProblems(template: string, elements: ApplicationElement[], at: (name: string) => string): ConfigProblem[] {
  const taken = new Map<string, string>();
  return elements.flatMap((element) => {
    const name = fillTemplate(template, elementKeys(element));
    const path = at(elementPath(element));
    const other = taken.get(name);
    taken.set(name, path);
    if (other !== undefined) {
      return [
        {
          code: 'APPLICATION_NAME_TAKEN',
          path,
          message: `This Application would have the name of the one of ${other}.`,
          given: name,
          fix: 'Rename one of them.',
        },
      ];
    }
    return KubernetesName.isSubdomain(name)
      ? []
      : [
          {
            code: 'NAME_INVALID',
            path,
            message: 'The name of the Application is not a Kubernetes name.',
            given: name,
            allowed: 'a-z, 0-9, "-" and ".", at most 253 characters',
            fix: 'Shorten or correct the template or the name it is filled with.',
          },
        ];
  });
}

export function destinationProblems(elements: ApplicationElement[], at: (name: string) => string): ConfigProblem[] {
  return elements.flatMap((element) =>
    ArgoCd.validateDestination(element.destination ?? {}, at(`${elementPath(element)}.destination`)),
  );
}
