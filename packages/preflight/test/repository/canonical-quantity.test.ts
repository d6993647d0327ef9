import { canonicalQuantity } from '../../src/repository/canonical-quantity';

describe('canonicalQuantity', () => {
  it.each([
    ['1000m', '1'],
    ['1024Mi', '1Gi'],
    ['0.5', '500m'],
    [1, '1'],
    [0.25, '250m'],
    ['1500m', '1500m'],
    ['1.5Gi', '1536Mi'],
    ['1000M', '1G'],
    ['2000Ki', '2000Ki'],
    ['512', '512'],
    ['1024', '1024'],
    ['0', '0'],
    ['0Gi', '0'],
    ['250m', '250m'],
    ['2Gi', '2Gi'],
  ])('gives %p back as %s', (written, canonical) => expect(canonicalQuantity(written)).toBe(canonical));

  it.each(['much', '', '1e3', null, {}, undefined])('has none for %p', (value) =>
    expect(canonicalQuantity(value)).toBeUndefined(),
  );
});
