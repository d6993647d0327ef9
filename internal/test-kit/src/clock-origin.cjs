// When the clock of the tests began, in milliseconds of the machine's monotonic clock, which knows no day: one figure for all processes
// of a run, which before-tests.cjs sets before jest starts them.
module.exports = () => {
  process.env.PGPLATFORM_TEST_CLOCK ??= String(module.exports.monotonic());
  return Number(process.env.PGPLATFORM_TEST_CLOCK);
};

/** The moment in which every test begins. */
module.exports.NOW = '2026-11-22T12:00:00Z';

module.exports.monotonic = () => Number(process.hrtime.bigint() / 1_000_000n);
