import { Severity } from '../severity';
import { type AdmissionRule, ruleMaker } from './admission-rule';

const ANNOTATION = 'cnpg.io/validation';

/** What has annotations. */
export interface Annotated {
  readonly annotations: { readonly [name: string]: string };
}

/** ANN: the annotation that switches validation off; a ScheduledBackup has no such switch. */
export const validationAnnotationRule: AdmissionRule<Annotated> = {
  ...ruleMaker<Annotated>('', 'cloudnative-pg internal/webhook/v1/common.go isValidationEnabled')(
    'ANN-W-1',
    'Without validation the operator accepts what may destroy data; other values of the annotation do nothing.',
    'Remove the annotation.',
    function* ({ annotations: { [ANNOTATION]: value = '' } }) {
      if (value !== '' && value !== 'enabled')
        yield { path: ['metadata', 'annotations', ANNOTATION], given: value, allowed: 'nothing' };
    },
    { severity: Severity.WARNING },
  ),
  kinds: ['Cluster', 'Backup', 'Pooler', 'Database'],
};

/** Whether the author has switched validation off. */
export function skipsValidation({ annotations }: Annotated): boolean {
  return annotations[ANNOTATION] === 'disabled';
}
