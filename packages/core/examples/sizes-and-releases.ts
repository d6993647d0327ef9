import { ParameterTuning, PlatformRelease, Shape, Size } from '@pgplatform/core';

const release = PlatformRelease.of('2026.07');
console.log(`${release.image({ major: 18 })} on operator ${release.operatorVersion}`);

const memory = Size.gibibytes(2);
console.log(`shared_buffers of ${memory}: ${ParameterTuning.parameters({ memory }).shared_buffers}`);

const problems: any[] = [];
Shape.struct({ storage: Shape.size() }).read({ storge: '50Gi' }, 'environments.prod', problems);
console.log(`${problems[0].path}: ${problems[0].fix}`);
