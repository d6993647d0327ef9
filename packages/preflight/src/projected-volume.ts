import { fields, isSet, items } from './shape';

/** A field of a projected volume that the API server fills in when nobody wrote it. */
export interface FilledProjection {
  /** Keys below `projectedVolumeTemplate`. */
  readonly path: readonly string[];
  /** What the API server writes there. */
  readonly value: string | number;
}

/**
 * The fields of a `projectedVolumeTemplate` that the API server fills in when a Pod is stored.
 *
 * The operator compares the volume of the Pod that runs with the template as it is written, so each of them makes it replace the
 * Pods again and again (cloudnative-pg internal/controller/cluster_upgrade.go checkProjectedVolumeIsOutdated). Only `defaultMode`
 * is filled in on both sides.
 */
export function filledProjections(template: unknown): FilledProjection[] {
  return items(fields(template).sources).flatMap((source, index): FilledProjection[] => {
    const { downwardAPI, serviceAccountToken, podCertificate } = fields(source);
    const at = (...path: string[]) => ['sources', String(index), ...path];
    return [
      ...items(fields(downwardAPI).items).flatMap((item, place) => {
        const { fieldRef } = fields(item);
        return isSet(fieldRef) && !fields(fieldRef).apiVersion
          ? [{ path: at('downwardAPI', 'items', String(place), 'fieldRef', 'apiVersion'), value: 'v1' }]
          : [];
      }),
      ...(isSet(serviceAccountToken) && !isSet(fields(serviceAccountToken).expirationSeconds)
        ? [{ path: at('serviceAccountToken', 'expirationSeconds'), value: 3600 }]
        : []),
      ...(isSet(podCertificate) && !isSet(fields(podCertificate).maxExpirationSeconds)
        ? [{ path: at('podCertificate', 'maxExpirationSeconds'), value: 86400 }]
        : []),
    ];
  });
}
