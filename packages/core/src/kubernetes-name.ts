/**
 * The rules of Kubernetes names.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export class KubernetesName {
  /** The rule of `isLabel` in words. */
  public static readonly LABEL_RULE =
    'a DNS label: a-z, 0-9 and "-", starting and ending with a letter or digit, at most 63 characters';
  /** The rule of `isClusterName` in words. */
  public static readonly CLUSTER_RULE =
    'a-z, 0-9 and "-", starting with a letter, ending with a letter or digit, at most 50 characters';

  /** DNS-1123 label: a namespace, or most objects' names. */
  public static isLabel(name: string): boolean {
    return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
  }

  /** DNS-1123 subdomain: labels joined by dots, at most 253 characters. */
  public static isSubdomain(name: string): boolean {
    return name.length <= 253 && name.split('.').every((label) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label));
  }

  /** What the operator admits as a Cluster's name: DNS-1035 label of at most 50 characters (rules CL-NAME-1 and CL-NAME-2). */
  public static isClusterName(name: string): boolean {
    return name.length <= 50 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name);
  }

  /** A PostgreSQL name made into a part of a Kubernetes name, for example `api-db` from `api_db`. */
  public static fromIdentifier(identifier: string): string {
    return identifier
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
  }

  private constructor() {}
}
