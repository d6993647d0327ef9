// How far the clocks of the tests are from the machine's, in milliseconds: one figure for all processes of a run, which jest sets
// before it starts them (`globalSetup`). Then the run begins at the moment of every test (NOW of clock.ts).
module.exports = () => {
  process.env.PGPLATFORM_TEST_CLOCK ??= String(Date.parse('2026-11-22T12:00:00Z') - Date.now());
  return Number(process.env.PGPLATFORM_TEST_CLOCK);
};
