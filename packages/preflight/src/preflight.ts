import { admission, admissionRules } from './admission/admission';
import { defaulted } from './defaulting/defaults';
import type { Finding } from './finding';
import type { Rule } from './rule';

/**
 * The verdict of the API server and the operator, without a cluster.
 *
 * Objects are plain parsed YAML. None of these methods changes what it is given or throws on what is malformed: values of
 * the wrong type are left to the schema check.
 */
export class Preflight {
  /**
   * A copy of an object with the defaults of its schema and of the operator's mutating webhook.
   *
   * @param object a manifest
   * @param operatorVersion for example `1.30.0`
   */
  public static default(object: any, operatorVersion: string): any {
    return structuredClone(defaulted(object, operatorVersion));
  }

  /**
   * What admission of a new object would say: CEL rules of the CRD and rules of the operator's webhook, with its warnings.
   *
   * @param object a manifest
   * @param operatorVersion for example `1.30.0`
   */
  public static admit(object: any, operatorVersion: string): Finding[] {
    return admission(object, operatorVersion);
  }

  /**
   * What admission of a changed object would say.
   *
   * @param before the object as it is in the cluster, or was in git
   * @param object the object as it is to be
   * @param operatorVersion for example `1.30.0`
   */
  public static admitUpdate(before: any, object: any, operatorVersion: string): Finding[] {
    return admission(object, operatorVersion, before ?? {});
  }

  /** Every rule of admission: its id, kinds, phase, versions, and what it says. */
  public static rules(): Rule[] {
    return admissionRules.map(({ check, ...rule }) => rule);
  }

  private constructor() {}
}
