/// <reference types="jest" />

/**
 * jest's `test` when nothing is missing; else a skipped test whose title says what is missing, so that the total counts it.
 *
 * @param missing what is not there, for example `Crds.missing`
 */
export function testWhen(missing: string | undefined): (title: string, body: jest.ProvidesCallback) => void {
  return missing === undefined ? test : (title, body) => test.skip(`${title} (${missing})`, body);
}

/** The same for jest's `describe`. */
export function describeWhen(missing: string | undefined): (title: string, body: () => void) => void {
  return missing === undefined ? describe : (title, body) => describe.skip(`${title} (${missing})`, body);
}
