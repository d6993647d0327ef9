import type { Fact } from './fact';

/** Who applies what in a repository. */
export interface Graph {
  readonly appliers: readonly Applier[];
  readonly sets: readonly ApplierSet[];
  /** Every file that holds objects or that an applier reads, by path. */
  readonly files: readonly AppliedFile[];
  /** What a reader should know about the graph itself: limits that were reached, files that are not read. */
  readonly notices: readonly string[];
}

export type ApplierKind = 'Application' | 'ApplicationSetElement' | 'FluxKustomization' | 'HelmRelease' | 'Person';

/** Somebody who brings what files say into a cluster. */
export interface Applier {
  /** One of its own: kind, namespace, name and the file that defines it. */
  readonly id: string;
  readonly kind: ApplierKind;
  readonly namespace: string | null;
  readonly name: Fact<string>;
  /** File that defines it, or its set. @default null - a person is defined nowhere */
  readonly definedIn: string | null;
  /** Id of the ApplicationSet that makes it. */
  readonly set: string | null;
  /** How it came to be; `not applied` when it lies where others apply, and they leave it out. */
  readonly origin: Origin;
  /** Ids of the appliers that apply the file that defines it. */
  readonly madeBy: readonly string[];
  /** Kustomizations that patch or rename what the file says before it is applied: then the facts here may be others. */
  readonly changedBy: readonly string[];
  readonly sources: readonly Source[];
  /** Namespace of objects that name none (of all objects, for a Flux Kustomization). @default null - none is named */
  readonly targetNamespace: Fact<string | null>;
  /** Where to; several when several control planes run this one definition. */
  readonly clusters: Fact<readonly ClusterName[]>;
  /** Whether it deletes by itself what it applied and finds no more. */
  readonly prunes: Fact<boolean>;
  /** Whether what it applied is deleted when it is deleted. */
  readonly cascades: Fact<boolean>;
  /** Whether it is deleted by itself when its definition is gone. */
  readonly goesWithDefinition: Fact<boolean>;
  /** Nothing is applied until somebody resumes it. */
  readonly suspended: boolean;
  /** Variables that it fills in. @default null - it fills in none */
  readonly substitutions: Substitutions | null;
}

export type Origin = 'applied' | 'perhaps applied' | 'by hand' | 'itself' | 'not applied';

/** A Kubernetes cluster, as it is called in the repository. */
export interface ClusterName {
  /** `in-cluster`, the name or server of a destination, or a kubeconfig. */
  readonly address: string;
  /** Folder of the control plane that calls it so. @default '' - there is one control plane, or all call it so */
  readonly of: string;
}

export type Builder = 'kustomize' | 'directory' | 'helm' | 'plugin';

/** One place that an applier takes from. */
export interface Source {
  /** Address of the repository, or the Flux object that has it. */
  readonly address: string | null;
  readonly repository: Fact<'here' | 'elsewhere'>;
  readonly revision: string | null;
  /** Folder from the repository's root, `.` for the root. @default null - a chart from a registry */
  readonly path: Fact<string> | null;
  /** Chart in a registry. */
  readonly chart: string | null;
  readonly builder: Fact<Builder>;
  /** How a plain folder is read. @default null - it is no plain folder */
  readonly directory: DirectoryOptions | null;
  /** What keeps the source from building, or could not be followed. */
  readonly problems: readonly string[];
}

/** Source: https://argo-cd.readthedocs.io/en/stable/user-guide/directory/ */
export interface DirectoryOptions {
  readonly recurse: boolean;
  readonly include: string | null;
  readonly exclude: string | null;
}

/** Variables of Flux's postBuild: names, never values. */
export interface Substitutions {
  readonly variables: readonly { readonly name: string; readonly from: string }[];
  /** Where variables come from that are not in the repository. */
  readonly unknown: readonly string[];
}

/** An ApplicationSet. */
export interface ApplierSet {
  readonly id: string;
  readonly file: string;
  /** How many Applications it makes. */
  readonly elements: Fact<number>;
}

/**
 * What a file is to who reaches it: its documents are applied, it is a template of them, or it is a part of a build (a kustomization,
 * a patch, values).
 */
export type Role = 'manifest' | 'template' | 'input';

export interface Reach {
  /** Id of the applier. */
  readonly applier: string;
  readonly role: Role;
  /** Whether it is known that it does; otherwise it may. */
  readonly certain: boolean;
}

/** `part`: only parts of builds, no objects of its own. */
export type FileState = 'applied' | 'perhaps' | 'part' | 'by hand' | 'not applied';

export interface AppliedFile {
  readonly path: string;
  readonly state: FileState;
  /** Everybody who reaches it. */
  readonly appliers: readonly Reach[];
  /** The objects in the file as they stand there; none for a part of a build. */
  readonly objects: readonly FileObject[];
}

export interface FileObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
}
