import { fields, isSet, items } from '../shape';
import { celRules } from './cel-rule';

const publication = celRules('Publication');
const subscription = celRules('Subscription');
const TARGET = ['spec', 'target'];

/** Logical replication: publications and subscriptions. */
export const replicationCelRules = [
  publication.state(
    'TARGET',
    'A publication is of all tables or of a list of objects.',
    'Keep target.allTables or target.objects.',
    function* ({ target }) {
      const { allTables, objects } = fields(target);
      if (isSet(target) && isSet(allTables) === isSet(objects))
        yield { path: TARGET, given: target, allowed: 'allTables or objects' };
    },
  ),
  publication.state(
    'OBJECT',
    'A published object is a table or the tables of a schema.',
    'Keep table or tablesInSchema.',
    function* ({ target }) {
      for (const [index, object] of items(fields(target).objects).entries()) {
        const { table, tablesInSchema } = fields(object);
        if (isSet(table) === isSet(tablesInSchema)) {
          yield { path: [...TARGET, 'objects', index], given: object, allowed: 'table or tablesInSchema' };
        }
      }
    },
  ),
  publication.state(
    'COLUMNS',
    'Columns are not listed where whole schemas are published.',
    'Remove the columns, or publish the schemas separately.',
    function* ({ target }) {
      const objects = items(fields(target).objects).map(fields);
      const index = objects.findIndex(({ table }) => isSet(fields(table).columns));
      if (index >= 0 && objects.some(({ tablesInSchema }) => isSet(tablesInSchema))) {
        yield {
          path: [...TARGET, 'objects', index, 'table', 'columns'],
          given: objects[index].table.columns,
          allowed: 'nothing beside tablesInSchema',
        };
      }
    },
  ),
  publication.immutable('NAME', ['name']),
  publication.immutable('DBNAME', ['dbname']),
  publication.immutable('ALL-TABLES', ['target', 'allTables']),
  publication.fixedCluster(),
  subscription.immutable('NAME', ['name']),
  subscription.immutable('DBNAME', ['dbname']),
  subscription.fixedCluster(),
];
