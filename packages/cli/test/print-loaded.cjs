// Prints, at the end, every file that the process has loaded.
process.on('exit', () => process.stderr.write(`LOADED ${JSON.stringify(Object.keys(require.cache))}`));
