import { campaignBranch, takesPlaceOf } from '../../src/apply/campaign';

test.each([
  ['packages-0.3.0', 'packages-0.2.9', true],
  ['packages-0.10.0', 'packages-0.9.0', true],
  ['packages-0.2.9', 'packages-0.3.0', false],
  ['packages-0.3.0', 'packages-0.3.0', false],
  ['release-2026.07', 'release-2026.06', true],
  ['release-2026.06', 'release-2026.07', false],
  ['release-2026.07', 'release-2099.01', false],
  ['release-2026.07', 'packages-0.3.0', true],
  ['release-2026.07', 'packages-0.4.0', false],
  ['packages-0.3.0', 'release-2026.06', false],
  ['packages-0.3.0', 'spring-cleaning', false],
])('%s takes the place of %s: %s (with packages 0.3.0)', (campaign, other, expected) => {
  expect(takesPlaceOf(campaign, '0.3.0', other)).toBe(expected);
});

test('the branch is named by the template', () => {
  expect(campaignBranch('pgplatform/{campaign}', 'packages-0.3.0')).toBe('pgplatform/packages-0.3.0');
});
