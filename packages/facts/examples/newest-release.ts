import { defaultImage, operatorSupport, parameterFacts, RELEASES } from '@pgplatform/facts';

const { id, operatorVersion } = RELEASES[RELEASES.length - 1];
const { postgres, endOfLife } = operatorSupport(operatorVersion)!;
console.log(`${id} is CloudNativePG ${operatorVersion}: PostgreSQL ${postgres.join(' to ')}, support until ${endOfLife}`);
console.log(`A Cluster that names no image runs ${defaultImage(operatorVersion)}`);
console.log(`max_connections: ${parameterFacts('max_connections', 18)?.context}`);
