import { Preflight } from '../../src/preflight';
import { Severity } from '../../src/severity';
import { documentsIn, present } from '../schema/crds';

const SAMPLES = 'corpus/cnpg-samples-1.30.0';
const REFERENCE = 'design/reference-manifests';

describe('admission of manifests that run', () => {
  const errors = (folder: string, version: string) =>
    documentsIn(folder).flatMap(({ file, document }) =>
      Preflight.admit(document, version)
        .filter(({ severity }) => severity === Severity.ERROR)
        .map(({ rule, path }) => [file, rule, path]),
    );

  test('1.30.0 accepts every one of its own samples', () => {
    if (!present(SAMPLES)) return;
    expect(documentsIn(SAMPLES).length).toBeGreaterThan(80);
    expect(errors(SAMPLES, '1.30.0')).toEqual([]);
  });

  test('all versions accept the reference manifests', () => {
    if (!present(REFERENCE)) return;
    for (const version of ['1.27.0', '1.28.4', '1.29.2', '1.30.0']) expect(errors(REFERENCE, version)).toEqual([]);
  });
});
