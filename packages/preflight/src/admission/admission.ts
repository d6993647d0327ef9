import { allCelRules } from '../cel/cel-rules';
import { FixedParameters } from '../defaulting/cluster-defaults';
import { withDefaults } from '../defaulting/defaults';
import { type Finding, findingOf } from '../finding';
import { Phase } from '../rule';
import { fields, text } from '../shape';
import type { AdmissionRule } from './admission-rule';
import { backupRules, scheduledBackupRules } from './backup-rules';
import { clusterChangeRules } from './cluster/cluster-change';
import { clusterAdmissionRules } from './cluster/cluster-rules';
import { ClusterView } from './cluster/cluster-view';
import { databaseRules } from './database-rules';
import { emptiedMapRule } from './emptied-map';
import { ObjectView } from './object-view';
import { poolerRules } from './pooler-rules';
import { AdmissionCase, rulesInForce } from './rules-in-force';
import { type Annotated, skipsValidation, validationAnnotationRule } from './validation-annotation';

const objectRules = [...backupRules, ...scheduledBackupRules, ...poolerRules, ...databaseRules];
const annotationRules = [validationAnnotationRule];
const schemaRules = [...allCelRules, emptiedMapRule];
const GROUPS = ['postgresql.cnpg.io', 'barmancloud.cnpg.io'];

/** Every rule of admission: the webhooks' and those of the CRDs. */
export const admissionRules: readonly AdmissionRule<any>[] = [
  ...schemaRules,
  validationAnnotationRule,
  ...clusterAdmissionRules,
  ...clusterChangeRules,
  ...objectRules,
];

/** What the API server and the operator say about an object, new or replacing an older version of itself. */
export function admission(object: any, operatorVersion: string, before?: any): Finding[] {
  const { apiVersion, kind } = fields(object);
  if (!GROUPS.includes(text(apiVersion).split('/')[0])) return [];
  const run = new Run(object, new AdmissionCase(text(kind), operatorVersion, before === undefined ? Phase.CREATE : Phase.UPDATE));
  const now = withDefaults(object, operatorVersion);
  const old = before === undefined ? undefined : withDefaults(before, operatorVersion, FixedParameters.DROP);
  run.check(schemaRules, { spec: fields(now.spec), before: old && fields(old.spec) });
  if (kind === 'Cluster') {
    const view = new ClusterView(object, now, operatorVersion, old === undefined);
    const previous = old && new ClusterView(before, old, operatorVersion, false);
    run.validate(view, () => {
      run.check(clusterAdmissionRules, view);
      if (previous) run.check(clusterChangeRules, { now: view, before: previous });
    });
  } else {
    const view = new ObjectView(now, operatorVersion);
    run.validate(view, () => run.check(objectRules, view));
  }
  return run.findings;
}

/** One admission of one object. */
class Run {
  public readonly findings: Finding[] = [];

  constructor(
    private readonly object: any,
    private readonly situation: AdmissionCase,
  ) {}

  /** What the webhook does, unless the author has switched it off. */
  public validate(view: Annotated, validation: () => void): void {
    this.check(annotationRules, view);
    if (!(validationAnnotationRule.kinds.includes(this.situation.kind) && skipsValidation(view))) validation();
  }

  public check<View>(rules: readonly AdmissionRule<View>[], view: View): void {
    for (const rule of rulesInForce(rules, this.situation)) {
      for (const violation of rule.check(view)) this.findings.push(findingOf(rule, this.object, violation));
    }
  }
}
