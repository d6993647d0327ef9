import { npmCommand } from '../../src/upgrade/npm-command';

test('npm is started without a shell, on Windows by the script beside node.exe', () => {
  expect(npmCommand('linux', '/usr/bin/node')).toEqual(['npm']);
  expect(npmCommand('win32', 'C:\\Program Files\\nodejs\\node.exe')).toEqual([
    'C:\\Program Files\\nodejs\\node.exe',
    'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js',
  ]);
});
