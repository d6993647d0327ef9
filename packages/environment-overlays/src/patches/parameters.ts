import { type ClusterRef, ParameterTuning } from '@pgplatform/core';
import type { EnvironmentOptions } from '../environment-options';

/**
 * The parameters that were tuned for the base's size, tuned for this one, and those that the environment names.
 *
 * What somebody named in the base stays: its `parameters`, and whatever else differs from the base's own tuning.
 */
export function parametersPatch(base: ClusterRef, cluster: any, environment: EnvironmentOptions): any {
  const current = cluster.spec.postgresql?.parameters ?? {};
  const connections = (named: { [name: string]: string }) => {
    const count = Number(named.max_connections);
    return count > 0 ? count : undefined;
  };
  const baseTuning = ParameterTuning.parameters({
    memory: base.memory,
    cpu: base.cpu,
    walStorage: base.walStorage,
    maxConnections: connections(base.parameters),
  });
  const tuning = ParameterTuning.parameters({
    memory: environment.memory ?? base.memory,
    cpu: environment.cpu ?? base.cpu,
    walStorage: environment.walStorage ?? base.walStorage,
    maxConnections: connections({ ...base.parameters, ...environment.parameters }),
  });
  const retuned = Object.entries(tuning).filter(
    ([name, value]) =>
      value !== baseTuning[name] &&
      base.parameters[name] === undefined &&
      (current[name] === undefined || current[name] === baseTuning[name]),
  );
  const parameters = { ...Object.fromEntries(retuned), ...environment.parameters };
  return Object.keys(parameters).length > 0 ? { spec: { postgresql: { parameters } } } : {};
}
