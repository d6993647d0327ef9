import { canonicalQuantity, parseQuantity } from '../src/quantity';

function canonical(text: string): string | undefined {
  const quantity = parseQuantity(text);
  return quantity && canonicalQuantity(quantity);
}

// What resource.ParseQuantity and Quantity.CanonicalizeBytes of k8s.io/apimachinery make of them.
test.each([
  ['1Gi', '1Gi'],
  ['1024Mi', '1Gi'],
  ['1048576Ki', '1Gi'],
  ['1536Mi', '1536Mi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Gi', '512Mi'],
  ['1000Mi', '1000Mi'],
  ['0.5Ki', '512'],
  ['1Ki', '1Ki'],
  ['100M', '100M'],
  ['1000M', '1G'],
  ['1024M', '1024M'],
  ['1e9', '1e9'],
  ['1E9', '1e9'],
  ['15e2', '1500'],
  ['1.5e3', '1500'],
  ['123e-3', '123e-3'],
  ['100e-9', '100e-9'],
  ['1000m', '1'],
  ['0.5', '500m'],
  ['1500m', '1500m'],
  ['0.1', '100m'],
  ['100u', '100u'],
  ['1000000u', '1'],
  ['1000k', '1M'],
  ['12345', '12345'],
  ['1E', '1E'],
  ['007', '7'],
  ['+5', '5'],
  ['-1000m', '-1'],
  ['.5', '500m'],
  ['5.', '5'],
  ['1024Ti', '1Pi'],
  ['0', '0'],
  ['0Gi', '0'],
  ['2e0', '2'],
])('Kubernetes reads %s and writes %s', (text, expected) => {
  expect(canonical(text)).toBe(expected);
});

test.each([
  '',
  '10Gb',
  '10GB',
  '1 Gi',
  '1Gi ',
  '1e',
  '1KI',
  '1ki',
  '1K',
  '--1',
  '1.2.3',
  '0x10',
  'NaN',
  'Infinity',
  '1,5',
  '1_000',
  '1GiB',
])('Kubernetes does not read "%s"', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test('what is finer than a billionth is not rounded but refused', () => {
  expect(parseQuantity('0.0000000001')).toBeUndefined();
  expect(parseQuantity('0.5n')).toBeUndefined();
  expect(parseQuantity('0.000000001')?.nano).toBe(1n);
});

test('the canonical form is its own canonical form', () => {
  for (const text of ['1.5Gi', '1024M', '15e2', '100e-9', '0.1', '-2000Mi']) {
    expect(canonical(canonical(text) ?? '')).toBe(canonical(text));
  }
});
