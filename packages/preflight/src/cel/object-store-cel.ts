import { fields, isSet, items } from '../shape';
import { celRules } from './cel-rule';

const { state } = celRules('ObjectStore');

export const objectStoreCelRules = [
  state(
    'SERVER-NAME',
    'The name of the archive is a parameter of the plugin, in the Cluster.',
    'Move it to plugins[].parameters.serverName of the Cluster.',
    function* ({ configuration }) {
      const { serverName } = fields(configuration);
      if (isSet(serverName)) yield { path: ['spec', 'configuration', 'serverName'], given: serverName, allowed: 'nothing' };
    },
  ),
  state(
    'LOG-LEVEL',
    'The log level of the sidecar has a field of its own.',
    'Use instanceSidecarConfiguration.logLevel.',
    function* ({ instanceSidecarConfiguration }) {
      const args = items(fields(instanceSidecarConfiguration).additionalContainerArgs);
      const index = args.findIndex((arg) => typeof arg === 'string' && arg.startsWith('--log-level'));
      if (index < 0) return;
      const path = ['spec', 'instanceSidecarConfiguration', 'additionalContainerArgs', index];
      yield { path, given: args[index], allowed: 'no --log-level' };
    },
  ),
];
