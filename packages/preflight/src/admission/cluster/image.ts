import { imageTag, majorOfTag } from '../../postgres-image';
import { isSet, text } from '../../shape';
import { clusterRules } from './cluster-view';

const rule = clusterRules('validateImageName');
const path = ['spec', 'imageName'];
const ALLOWED = 'a tag that starts with a PostgreSQL version, such as :17.11-standard-trixie';

/** CL-IMG and CL-PULL: the operator reads the PostgreSQL version off the tag. */
export const imageRules = [
  rule(
    'CL-IMG-1',
    'The image has a tag, and not `latest`: the operator could not see upgrades.',
    'Pin a version tag.',
    function* ({ spec }) {
      const image = text(spec.imageName);
      if (image !== '' && imageTag(image) === 'latest') yield { path, given: image, allowed: ALLOWED };
    },
  ),
  rule(
    'CL-IMG-2',
    'A digest alone does not tell the PostgreSQL version.',
    'Put a version tag before the digest.',
    function* ({ spec }) {
      const image = text(spec.imageName);
      if (image !== '' && imageTag(image) === '') yield { path, given: image, allowed: `${ALLOWED}, before @sha256:...` };
    },
  ),
  rule('CL-IMG-3', 'The tag starts with a PostgreSQL version.', 'Use a tag that starts with the version.', function* ({ spec }) {
    const image = text(spec.imageName);
    const tag = image === '' ? '' : imageTag(image);
    if (tag !== '' && tag !== 'latest' && majorOfTag(tag) === undefined) yield { path, given: image, allowed: ALLOWED };
  }),
  clusterRules('validateConfiguration')(
    'CL-IMG-4',
    'PostgreSQL 13 is the oldest version the operator runs.',
    'Move to a supported major version.',
    function* ({ spec, major }) {
      if (major === undefined || major >= 13) return;
      if (isSet(spec.imageCatalogRef)) yield { path: ['spec', 'imageCatalogRef', 'major'], given: major, allowed: '13 or newer' };
      else yield { path, given: text(spec.imageName), allowed: '13 or newer' };
    },
  ),
  clusterRules('validateImagePullPolicy')(
    'CL-PULL-1',
    'The pull policy is Always, Never or IfNotPresent.',
    'Use one of the three.',
    function* ({ spec }) {
      const policy = text(spec.imagePullPolicy);
      if (!['', 'Always', 'Never', 'IfNotPresent'].includes(policy)) {
        yield { path: ['spec', 'imagePullPolicy'], given: policy, allowed: 'Always, Never, IfNotPresent' };
      }
    },
  ),
];
