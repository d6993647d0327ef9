import type { Finding } from '../finding';
import type { Rule } from '../rule';
import { schemaFindings } from './schema-check';
import { SCHEMA_RULES } from './schema-rule';

/** The verdict of an object's schema alone. */
export class SchemaPreflight {
  /**
   * What the schema of an object's kind says against it, as the API server would with strict field validation.
   *
   * An object of an API group without facts here (anything but CloudNativePG, Barman plugin, sealed-secrets, Argo CD, Prometheus
   * operator and Kustomize) gives nothing.
   *
   * @param object a manifest
   * @param operatorVersion for example `1.30.0`
   */
  public static check(object: any, operatorVersion: string): Finding[] {
    return schemaFindings(object, operatorVersion);
  }

  /** Every schema rule: its id, and what it says. */
  public static rules(): Rule[] {
    return Object.values(SCHEMA_RULES);
  }

  private constructor() {}
}
