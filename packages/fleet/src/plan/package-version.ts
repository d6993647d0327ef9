/** Version of the packages that plan, and that repositories move to. */
export const PACKAGE_VERSION: string = require('pgplatform/package.json').version;
