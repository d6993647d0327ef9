// Kills the process at the KILL_ATth step of its writing; half of a file's content is written first when that step is a write.
const fs = require('node:fs');

let armed = false; // from the first folder that the command makes sure of
let step = 0;
const due = (target) => armed && !String(target).includes('pgplatform-test-sources') && ++step === Number(process.env.KILL_AT);
const die = () => process.kill(process.pid, 'SIGKILL');

for (const name of ['mkdirSync', 'openSync', 'fsyncSync', 'closeSync', 'renameSync', 'rmSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    armed ||= name === 'mkdirSync' && !args[0].includes('pgplatform-test-sources');
    if (due(args[0])) {
      die();
    }
    return original(...args);
  };
}
const { writeFileSync } = fs;
fs.writeFileSync = (file, content, ...rest) => {
  if (due(file)) {
    writeFileSync(file, String(content).slice(0, String(content).length / 2), ...rest);
    die();
  }
  return writeFileSync(file, content, ...rest);
};
