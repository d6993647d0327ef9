import { FIXED_PARAMETERS, OPERATOR_DEFAULTS } from '@pgplatform/facts';
import { withFields } from './shape';

/** How the operator decides `archive_mode`. */
export type ArchiveMode = 'on' | 'off' | 'always';

/** The parameters the operator would configure; fixed ones of the author's survive only where the validator is to see them. */
export function configuredParameters(
  given: { readonly [name: string]: string },
  archiveMode: ArchiveMode,
  keepFixed: boolean,
): { [name: string]: string } {
  const configured: { [name: string]: string } = withFields(OPERATOR_DEFAULTS, {});
  for (const name of Object.keys(given)) {
    if (keepFixed || !FIXED_PARAMETERS.has(name)) configured[name] = given[name];
  }
  configured.archive_mode = archiveMode;
  return configured;
}

/** Whether any parameter of pg_failover_slots is set, which makes the operator load it. */
export function usesFailoverSlots(parameters: { readonly [name: string]: string }): boolean {
  return Object.keys(parameters).some((name) => name.startsWith('pg_failover_slots.'));
}
