import { type Change, capacityWords, databaseName, subject, unagreed } from '@pgplatform/impact';
import type { DiffReport } from '../diff';

/** A report for people, worst first; what does nothing is counted only. */
export function textReport(report: DiffReport): string {
  const { databases, applications, capacity, notices, base, head } = report;
  const touched = databases.filter(({ changes }) => changes.length > 0);
  const quiet = databases.length - touched.length;
  const agreed = unagreed([...databases, ...applications].flatMap(({ changes }) => changes));
  const size = capacityWords(capacity.before, capacity.after);
  return [
    ...notices.map((notice) => `Note: ${notice}`),
    ...touched.map(({ namespace, cluster, destination, effects, changes }) =>
      [
        `${effects.join(', ')}: ${databaseName(namespace, cluster)}${destination ? ` in ${destination}` : ''}`,
        ...changes.map(changeText),
      ].join('\n'),
    ),
    ...applications.map(({ name, action, effect, deletes, changes }) =>
      [
        `${effect}: ${isFlux(changes) ? 'Kustomization' : 'Application'} ${name} ${action}`,
        ...changes.map(changeText),
        ...(deletes.length > 0 ? [`  ${isFlux(changes) ? 'Flux' : 'Argo CD'} deletes ${deletes.join(', ')}`] : []),
      ].join('\n'),
    ),
    ...(size ? [`Capacity: ${size}`] : []),
    ...(agreed.length > 0
      ? [
          `Data goes with ${agreed.join(', ')}. To agree, first merge an acknowledgement of that very object with a reason and an expiry date: acknowledgements in .projenrc.ts, or in pgplatform.yaml.`,
        ]
      : []),
    `${base} to ${head}: ${report.worst}${quiet > 0 ? `; ${quiet} ${quiet === 1 ? 'database does' : 'databases do'} not change` : ''}`,
  ].join('\n\n');
}

/** Whether it is Flux that applies, and no Argo CD Application. */
function isFlux(changes: readonly Change[]): boolean {
  return changes.some(({ rule }) => rule.startsWith('flux-'));
}

function changeText(change: Change): string {
  const { effect, why, interruption, reversible, source, acknowledged } = change;
  if (effect === 'none') return `  none  ${subject(change)}\n      ${why}`;
  return [
    `  ${effect}  ${subject(change)}`,
    `      ${why}`,
    `      interruption: ${interruption}`,
    ...(reversible ? [] : ['      cannot be undone by putting the old value back']),
    ...(acknowledged ? [`      agreed to until ${acknowledged.expires}: ${acknowledged.reason}`] : []),
    ...(source ? [`      source: ${source}`] : []),
  ].join('\n');
}
