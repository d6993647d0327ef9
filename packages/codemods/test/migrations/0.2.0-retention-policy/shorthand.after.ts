import { PgPlatformProject } from 'pgplatform';
import { retention } from './policy';

new PgPlatformProject({ clusterBase: { backup: { retentionPolicy: retention, bucket: 'b' } } }).synth();
