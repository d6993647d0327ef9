import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sealedValue } from '../../src/secrets/sealed-value';

const VECTORS = resolve(__dirname, '../../../../../shared/corpus/sealing-vectors.json');
const outline = (keyBytes: number, rest: number) => {
  const bytes = Buffer.alloc(2 + keyBytes + rest, 7);
  bytes.writeUInt16BE(keyBytes);
  return bytes.toString('base64');
};

describe('sealedValue', () => {
  it('reads the length of the plain text', () => {
    expect(sealedValue(outline(512, 16 + 41))).toEqual({ plainLength: 41 });
    expect(sealedValue(outline(256, 16))).toEqual({ plainLength: 0 });
  });

  it.each([5, null, '', 'PLACEHOLDER-RUN-KUBESEAL', 'AgA=x', ' AgA='])('takes %p for no base64', (value) => {
    expect(sealedValue(value)).toEqual({ problem: 'base64' });
  });

  it('takes base64 of anything else for not sealed', () => {
    expect(sealedValue(Buffer.from('hunter2').toString('base64'))).toEqual({ problem: 'header' });
    expect(sealedValue(outline(512, 15))).toEqual({ problem: 'header' });
    expect(sealedValue('AgA=')).toEqual({ problem: 'header' });
  });

  it('agrees with values that upstream code sealed', () => {
    if (!existsSync(VECTORS)) {
      console.warn('../shared/corpus/sealing-vectors.json is absent: upstream values are left out');
      return;
    }
    const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8'));
    for (const { sealed, plaintextBase64 } of vectors) {
      expect(sealedValue(sealed).plainLength).toBe(Buffer.from(plaintextBase64, 'base64').length);
    }
    expect(vectors.length).toBeGreaterThan(0);
  });
});
