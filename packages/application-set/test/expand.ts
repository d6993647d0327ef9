import { KubernetesPatch } from '@pgplatform/core';
import { readYaml } from '@pgplatform/test-kit';

/** Renders the texts of a template for one element, as Go's text/template with missingkey=error and Sprig's toJson does. */
export type Render = (texts: string[], element: any) => string[];

/**
 * The Applications that Argo CD's controller makes of a list generator: every text of the template is a template of its own, then the
 * templatePatch is rendered, read and merged (applicationset/controllers/template in argo-cd).
 */
export function expand(applicationSet: any, render: Render): any[] {
  const { template, templatePatch, generators } = applicationSet.spec;
  return generators[0].list.elements.map((element: any) => {
    const texts = collect(template);
    const rendered = new Map(texts.map((text, i) => [text, render(texts, element)[i]]));
    const application = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', ...replace(template, rendered) };
    return templatePatch ? KubernetesPatch.merge(application, readYaml(render([templatePatch], element)[0])[0]) : application;
  });
}

/** A reader of the two actions that exist in the generated templates. */
export const renderHere: Render = (texts, element) =>
  texts.map((text) =>
    text.replace(/\{\{(.*?)\}\}/g, (_, action: string) => {
      const [, json, key] = /^ (toJson )?\.(\w+) $/.exec(action) ?? [];
      if (key === undefined || !(key in element)) {
        throw new Error(`no such key: {{${action}}}`);
      }
      return json ? JSON.stringify(element[key]) : String(element[key]);
    }),
  );

function collect(value: any): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(collect) : [];
}

function replace(value: any, rendered: Map<string, string>): any {
  if (typeof value === 'string') {
    return rendered.get(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => replace(item, rendered));
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item, rendered)]))
    : value;
}
