import { type ChangeRule, CLUSTER } from '../change-rule';

const SCALE = 'cloudnative-pg internal/controller/cluster_scale.go';

export const INSTANCE_RULES: readonly ChangeRule[] = [
  {
    id: 'instances-up',
    kind: CLUSTER,
    paths: ['spec.instances'],
    says: 'A replica is cloned beside the running instances.',
    source: SCALE,
    judge: ({ from, to }) => (Number(to) > Number(from) ? 'none' : undefined),
  },
  {
    id: 'instances-down',
    kind: CLUSTER,
    paths: ['spec.instances'],
    says: 'The operator deletes the volumes of the instances that go; the primary and what stays keep theirs.',
    source: SCALE,
    judge: ({ from, to }) =>
      Number(to) < Number(from)
        ? {
            effect: 'destroys data',
            interruption: 'Connections to the replicas that go are cut; the primary goes on.',
          }
        : undefined,
  },
];
