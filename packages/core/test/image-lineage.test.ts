import { ImageReference, imageProblems, type ModelEnvironment } from '../src';

const environment = (tag: string) => {
  const reference = `registry.example.com/postgresql:${tag}`;
  const { major, debian, flavour } = ImageReference.parse(reference);
  return { name: 'prod', image: { reference, major, debian, flavour } } as unknown as ModelEnvironment;
};

test.each<[string, string, string[]]>([
  ['17.11-standard-trixie', '17.12-standard-trixie', []],
  ['17.12-standard-trixie', '17.11-standard-trixie', []],
  ['17.11-standard-bookworm', '17.11-standard-trixie', ['IMAGE_CODENAME_CHANGED']],
  ['17.11-standard-trixie', '18.6-standard-trixie', []],
  ['17.12-standard-trixie', '18.6-standard-trixie', ['POSTGRES_OLDER_MINOR']],
  ['17.11-standard-bookworm', '18.6-standard-trixie', ['IMAGE_CODENAME_CHANGED']],
  ['16.15-standard-trixie', '18.6-standard-trixie', ['MAJOR_SKIPPED']],
  ['18.6-standard-trixie', '19.0-standard-trixie', ['MAJOR_SKIPPED']],
  ['18.6-standard-trixie', '17.11-standard-trixie', ['POSTGRES_DOWNGRADE']],
  ['18.6-standard-trixie', '17.11-standard-bookworm', ['POSTGRES_DOWNGRADE']],
  ['17.11', '18.6', []],
])('%s to %s: %j', (from, to, codes) => {
  expect(imageProblems(environment(from), environment(to), [17, 18]).map(({ code }) => code)).toEqual(codes);
});

test('another Debian release may be named where the major version stays, and nowhere else', () => {
  const named = (from: string, to: string) => imageProblems(environment(from), environment(to), [17, 18], 'trixie');
  expect(named('17.11-standard-bookworm', '17.11-standard-trixie')).toEqual([]);
  expect(named('17.11-standard-bookworm', '18.6-standard-trixie')).toHaveLength(1);
});

test('the way back from a failed upgrade is told', () => {
  const [problem] = imageProblems(environment('18.6-standard-trixie'), environment('17.11-standard-trixie'), [17, 18]);
  expect(problem.fix).toContain('git revert');
});
