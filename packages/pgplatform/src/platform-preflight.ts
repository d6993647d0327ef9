import type { ConfigProblem } from '@pgplatform/core';
import { Preflight, Severity } from '@pgplatform/preflight';
import type { PlatformBuild } from './platform-build';

/** What the operator's admission would refuse of the environments, before anything is written. */
export function refusedByOperator(build: PlatformBuild): ConfigProblem[] {
  const version = build.release.operatorVersion;
  return build.environments.flatMap(({ options, effective }) =>
    effective.flatMap((object) =>
      Preflight.admit(object, version)
        .filter((finding) => finding.severity === Severity.ERROR)
        .map((finding) => ({
          code: finding.rule,
          path: `environments.${options.name}: ${object.kind}/${object.metadata.name} ${finding.path}`,
          message: `CloudNativePG ${version} would refuse it. ${finding.why}`,
          given: finding.given === undefined ? undefined : String(finding.given),
          allowed: finding.allowed === undefined ? undefined : String(finding.allowed),
          fix: finding.fix || 'Change the option that leads to it.',
        })),
    ),
  );
}
