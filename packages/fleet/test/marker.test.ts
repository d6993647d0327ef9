import { contentDigest, type Marker, markedBody, markedMessage, readMarker, readTrailer } from '../src/marker';

const MARKER: Marker = { campaign: 'packages-0.3.0', plan: 'aa11', tree: 'bb22', base: 'cc33' };
const file = (path: string, content?: string) => ({ path, mode: '100644' as const, content });

test('a body has it at its end, and gives it back', () => {
  const body = markedBody('What it does.\n', MARKER);
  expect(body).toBe('What it does.\n\n<!-- pgplatform-fleet campaign=packages-0.3.0 plan=aa11 tree=bb22 base=cc33 -->\n');
  expect(readMarker(body)).toEqual(MARKER);
});

test('a body has one, the last that was given', () => {
  const body = markedBody(markedBody('Text.', MARKER), { ...MARKER, plan: 'dd44' });
  expect(body.match(/pgplatform-fleet/g)).toHaveLength(1);
  expect(readMarker(body)?.plan).toBe('dd44');
});

test('a body that GitHub would not take is cut, and says so', () => {
  const body = markedBody('x'.repeat(70_000), MARKER);
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain('(The rest is too long for GitHub.)');
  expect(readMarker(body)).toEqual(MARKER);
});

test.each([
  '',
  'pgplatform-fleet campaign=x',
  '<!-- pgplatform-fleet campaign=x -->',
  '<!-- pgplatform-fleet campaign=../x plan=1 tree=2 -->',
])('%j has none', (body) => {
  expect(readMarker(body)).toBeUndefined();
});

test('a message has it as a trailer, and gives it back', () => {
  const message = markedMessage('Packages 0.3.0', MARKER);
  expect(message).toBe('Packages 0.3.0\n\nPgplatform-Fleet: campaign=packages-0.3.0 plan=aa11 tree=bb22 base=cc33\n');
  expect(readTrailer(message)).toEqual(MARKER);
  expect(readTrailer('By hand')).toBeUndefined();
});

test('the digest is of paths, modes and contents, in whatever order', () => {
  const digest = contentDigest([file('a', '1'), file('b', '2')]);
  expect(contentDigest([file('b', '2'), file('a', '1')])).toBe(digest);
  const others = [
    [file('a', '1')],
    [file('a', '1'), file('b')],
    [file('a', '1'), file('b', '')],
    [file('a', '1'), { ...file('b', '2'), mode: '100755' as const }],
  ].map(contentDigest);
  expect(new Set([digest, ...others]).size).toBe(5);
});
