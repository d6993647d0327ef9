/** What one rule accepts and what it refuses. */
export interface RuleCase {
  readonly rule: string;
  /** Manifests without a finding of the rule. */
  readonly accepted: readonly Manifest[];
  /** Manifests with a finding of the rule, each with the field path it names. */
  readonly refused: readonly (readonly [Manifest, string])[];
  /** Manifests whose verdict depends on the version beyond `since` and `until` of the rule. */
  readonly edges?: readonly Edge[];
  /** Defaulting makes it impossible to break the rule: the manifests are judged as they are. */
  readonly unreachable?: true;
}

/** A manifest, or an older and a newer one. */
export type Manifest = any | Change;

/** A change of an object. */
export interface Change {
  readonly from: any;
  readonly to: any;
}

/** A manifest that some versions refuse. */
export interface Edge {
  readonly manifest: Manifest;
  readonly refusedBy: readonly string[];
  readonly acceptedBy: readonly string[];
}
