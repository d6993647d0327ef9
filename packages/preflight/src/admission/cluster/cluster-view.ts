import { hasSince } from '@pgplatform/facts';
import { archiveMode } from '../../defaulting/cluster-defaults';
import { clusterMajor } from '../../defaulting/cluster-major';
import { isReplica } from '../../defaulting/replica-role';
import { configuredParameters } from '../../postgres-parameters';
import { type Fields, fields, items, number, text, texts } from '../../shape';
import { type RuleMaker, ruleMaker } from '../admission-rule';

/** A Cluster as its rules read it: defaulted, and next to it what the author wrote. */
export class ClusterView {
  public readonly spec: Fields;
  public readonly name: string;
  public readonly annotations: { readonly [name: string]: string };
  public readonly instances: number;
  public readonly postgresql: Fields;
  public readonly bootstrap: Fields;
  /** `postgresql.parameters`, those that are texts. */
  public readonly parameters: { readonly [name: string]: string };
  /** PostgreSQL major version; undefined when the image does not tell. */
  public readonly major: number | undefined;
  public readonly isReplica: boolean;
  private parametersInUse?: { readonly [name: string]: string };

  /**
   * @param given what the author wrote
   * @param object the same with defaults
   * @param version operator version
   * @param isNew nothing of that name exists yet
   */
  constructor(
    public readonly given: any,
    public readonly object: any,
    public readonly version: string,
    public readonly isNew: boolean,
  ) {
    this.spec = fields(object.spec);
    this.name = text(fields(object.metadata).name);
    this.annotations = texts(fields(object.metadata).annotations);
    this.instances = number(this.spec.instances, 0);
    this.postgresql = fields(this.spec.postgresql);
    this.bootstrap = fields(this.spec.bootstrap);
    this.parameters = texts(this.postgresql.parameters);
    this.major = clusterMajor(this.spec);
    this.isReplica = isReplica(object);
  }

  /** The parameters the operator would configure, fixed ones at its own values. */
  public configured(): { readonly [name: string]: string } {
    this.parametersInUse ??= configuredParameters(this.parameters, archiveMode(this.object, this.annotations), false);
    return this.parametersInUse;
  }

  /** The entry of `externalClusters` of that name, if any. */
  public externalCluster(name: string): Fields | undefined {
    return items(this.spec.externalClusters).find((external) => text(fields(external).name) === name);
  }

  /** Whether the operator has what first came in these versions. */
  public has(...since: string[]): boolean {
    return hasSince(this.version, since);
  }
}

/** Makes rules that mirror one function of the Cluster webhook. */
export function clusterRules(symbol: string): RuleMaker<ClusterView> {
  return ruleMaker('Cluster', `cloudnative-pg internal/webhook/v1/cluster_webhook.go ${symbol}`);
}
