import { imageTag, majorOfTag } from '../postgres-image';
import { fields, isSet, number, text } from '../shape';

/**
 * The PostgreSQL major version a defaulted Cluster asks for, or undefined when its image does not tell.
 *
 * cloudnative-pg api/v1/cluster_funcs.go GetPostgresqlMajorVersion.
 */
export function clusterMajor(spec: any): number | undefined {
  if (isSet(spec.imageCatalogRef)) return number(fields(spec.imageCatalogRef).major, 0);
  return majorOfTag(imageTag(text(spec.imageName)));
}
