import type { ConfigProblem, PlatformModel } from '@pgplatform/core';
import { type Finding, type RepositoryBuild, RepositoryContext, RepositoryPreflight, Severity } from '@pgplatform/preflight';
import type { PlatformBuild } from './platform-build';

/**
 * What `pgplatform check` would call an error, before anything is written: schema, the operator's admission, our own rules.
 *
 * @param build the platform
 * @param model its model
 */
export function preflightProblems(build: PlatformBuild, model: PlatformModel): ConfigProblem[] {
  const ignored = new Set(model.ignores.map((ignore) => ignore.rule));
  const findings = RepositoryPreflight.check({
    context: RepositoryContext.GENERATED,
    operatorVersion: build.release.operatorVersion,
    model,
    builds: [
      folder('apps', build.applications),
      folder('infrastructure/cluster', build.clusterScoped),
      ...build.environments.map(({ overlay }) => folder(overlay.folder, overlay.effective())),
      ...build.products.folders.map(({ path, environment, product }) =>
        folder(path, build.products.effective(environment, product)),
      ),
    ],
  });
  return findings
    .filter((finding) => finding.severity === Severity.ERROR && !ignored.has(finding.rule))
    .map((finding) => ({
      code: finding.rule,
      path: pathOf(finding, model),
      message: finding.why,
      given: finding.given === undefined ? undefined : JSON.stringify(finding.given),
      allowed: finding.allowed,
      fix: finding.fix || 'Change the option that leads to it.',
    }));
}

function folder(path: string, objects: any[]): RepositoryBuild {
  return { path, objects: objects.map((object) => ({ object })) };
}

/** The environment, the object and the field: options and fields are not one to one. */
function pathOf({ object, path }: Finding, model: PlatformModel): string {
  const environment = model.environments.find(({ namespace }) => namespace === object.namespace);
  return `${environment ? `environments.${environment.name}: ` : ''}${object.kind}/${object.name} ${path}`;
}
