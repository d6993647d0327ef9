import type { Effect } from './effect';

/** One difference and what it does. JSON Schema of the report: `schema/impact-report.schema.json`. */
export interface Change {
  /** The object that changes, `Kind/namespace/name`: what an acknowledgement names. */
  readonly object: string;
  /** Field of that object; empty for the object as a whole. */
  readonly path: string;
  /** The value before; `null` when there was none. */
  readonly from: unknown;
  /** The value after; `null` when there is none. */
  readonly to: unknown;
  readonly effect: Effect;
  /** The mechanism, in one sentence. */
  readonly why: string;
  /** What clients of the database notice. */
  readonly interruption: string;
  /** Whether putting the old value back brings the old state back. */
  readonly reversible: boolean;
  /** Where the mechanism is written down: a file upstream, or a URL. */
  readonly source: string;
  /** The rule that knows it; an admission rule for `rejected`. */
  readonly rule: string;
  /** Why somebody agreed to the destruction, until when. @default - nobody did */
  readonly acknowledged?: { readonly reason: string; readonly expires: string };
}

/** The verdict on one database. */
export interface DatabaseImpact {
  readonly namespace: string;
  readonly cluster: string;
  /** Kubernetes cluster that it runs in, as Applications name it; empty when nothing says. */
  readonly destination: string;
  /** The worst of its changes. */
  readonly verdict: Effect;
  /** All effects of its changes, each once, the worst first; `none` alone when nothing happens. */
  readonly effects: readonly Effect[];
  /** Worst first. */
  readonly changes: readonly Change[];
}

/** What happens to one Argo CD Application or Flux Kustomization. */
export interface ApplicationImpact {
  readonly namespace: string;
  readonly name: string;
  readonly action: 'appears' | 'changes' | 'disappears';
  /** The worst of what it does. */
  readonly effect: Effect;
  /** Objects that Argo CD or Flux deletes with it, `Kind/namespace/name`. */
  readonly deletes: readonly string[];
  readonly changes: readonly Change[];
}

/** What all instances of all databases ask for: quantities, CPU in cores, memory and storage in bytes. */
export interface Capacity {
  readonly databases: number;
  readonly instances: number;
  /** Requests; instances without any count as nothing. */
  readonly cpu: string;
  readonly memory: string;
  /** Data, WAL and tablespace volumes. */
  readonly storage: string;
}

/** What a change does to running databases. */
export interface ImpactReport {
  /** The worst of all verdicts, and of what happens to Applications. */
  readonly worst: Effect;
  /** Worst first. */
  readonly databases: readonly DatabaseImpact[];
  /** Worst first. */
  readonly applications: readonly ApplicationImpact[];
  readonly capacity: { readonly before: Capacity; readonly after: Capacity };
}
