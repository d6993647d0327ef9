import { schemaFindings } from '../../src/schema/schema-check';
import { documentsIn, present } from './crds';

const SAMPLES = 'corpus/cnpg-samples-1.30.0';
const REFERENCE = 'design/reference-manifests';

describe('the schema check', () => {
  const judged = (folder: string) =>
    documentsIn(folder).flatMap(({ file, document }) =>
      schemaFindings(document, '1.30.0').map(({ rule, path }) => [file, rule, path]),
    );

  it('refuses exactly the two samples of the operator that break its own CRD', () => {
    if (!present(SAMPLES)) return;
    expect(judged(SAMPLES)).toEqual([
      ['cluster-example-bis.yaml', 'SCHEMA-UNKNOWN-FIELD', 'spec.backup.volumeSnapshot.groupSnapshot'],
      ['cluster-restore-with-tablespaces.yaml', 'SCHEMA-TYPE', 'spec.tablespaces'],
    ]);
  });

  it('has nothing against the reference manifests', () => {
    if (!present(REFERENCE)) return;
    expect(judged(REFERENCE)).toEqual([]);
  });
});
