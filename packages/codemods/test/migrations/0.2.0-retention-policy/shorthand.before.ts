import { PgPlatformProject } from 'pgplatform';
import { retention } from './policy';

new PgPlatformProject({ clusterBase: { backup: { retention, bucket: 'b' } } }).synth();
