import { majorUpgradeDoubts, majorUpgradeProblems } from '../src';

/** `17.12 trixie standard` as the facts of an image; `-` is what its name does not tell. */
function image(text: string) {
  const [version, debian, flavour] = text.split(' ');
  return { version, ...(debian !== '-' && { debian }), flavour };
}

// From, to, the codes of what fails, and how many things cannot be told.
test.each<[string, string, string[], number]>([
  ['17.11 trixie standard', '18.6 trixie standard', [], 0],
  ['17.12 trixie standard', '18.7 trixie standard', [], 0],
  ['17.9 bookworm system', '18.6 bookworm standard', [], 0],
  ['17.12 trixie standard', '18.6 trixie standard', ['POSTGRES_OLDER_MINOR'], 0],
  ['16.16 trixie standard', '17.11 trixie standard', ['POSTGRES_OLDER_MINOR'], 0],
  ['17.13 trixie standard', '18.7 trixie standard', ['POSTGRES_OLDER_MINOR'], 0],
  ['17.11 bookworm standard', '18.6 trixie standard', ['IMAGE_CODENAME_CHANGED'], 0],
  ['17.11 trixie standard', '18.6 bookworm standard', ['IMAGE_CODENAME_CHANGED'], 0],
  ['17.12 bookworm standard', '18.6 trixie standard', ['IMAGE_CODENAME_CHANGED', 'POSTGRES_OLDER_MINOR'], 0],
  ['17.12 - standard', '18.6 trixie standard', ['POSTGRES_OLDER_MINOR'], 1],
  ['17.12 - system', '18.7 - system', [], 1],
  ['17.12 trixie standard', '18 trixie standard', [], 1],
  ['17 - system', '18 - system', [], 2],
  ['18.6 trixie standard', '19.0 trixie standard', [], 1],
  ['17.13 trixie standard', '18.8 trixie standard', [], 1],
  ['17.11 trixie standard', '18.6 trixie minimal', [], 1],
  ['17.11 trixie minimal', '18.6 trixie minimal', [], 0],
])('%s to %s fails with %j', (from, to, codes, doubts) => {
  expect(majorUpgradeProblems(image(from), image(to)).map(({ code }) => code)).toEqual(codes);
  expect(majorUpgradeDoubts(image(from), image(to))).toHaveLength(doubts);
});

test.each<[string, string | undefined, string | undefined, boolean]>([
  ['17.5', '10GB', '10GB', true],
  ['17.0', '10GB', '20GB', true],
  ['17.6', '10GB', '10GB', false],
  ['16.5', '10GB', '10GB', false],
  ['17.5', undefined, undefined, false],
  ['17.5', '-1', '-1', false],
  ['17.5', '10GB', '-1', false],
  ['17.5', '10GB', undefined, false],
])('%s with max_slot_wal_keep_size %s, then %s: fails %s', (version, before, after, fails) => {
  const codes = majorUpgradeProblems(
    { version, debian: 'bookworm', slotWalLimit: before },
    { version: '18.6', debian: 'bookworm', slotWalLimit: after },
  ).map(({ code }) => code);
  expect(codes).toEqual(fails ? ['SLOT_WAL_LIMIT'] : []);
});

test('an older minor version is told which one is new enough', () => {
  const [known] = majorUpgradeProblems(image('17.12 trixie'), image('18.6 trixie'));
  expect(known).toMatchObject({ given: '18.6', allowed: '18.7 or newer', fix: 'Upgrade to 18.7 or newer.' });
  const [unknown] = majorUpgradeProblems(image('17.13 trixie'), image('18.7 trixie'));
  expect(unknown.allowed).toBe('a minor version that was released with 17.13, or later');
});
