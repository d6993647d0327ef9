/** A name of the registry, and an installed package's place. */
const NAME = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;
const PLACE = /^(?:node_modules\/(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*(?:\/|$))+$/;
const VERSION = /^\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/;
/** A range or a tag, also of a package under another name: no address, no path, no archive. */
const RANGE = /^(?:npm:(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*(?:@|$))?(?!\.)(?!.*\.(?:tgz|tar|tar\.gz)$)[\w.^~<>=|*+ -]*$/i;

/** What npm keeps of a package (https://docs.npmjs.com/cli/configuring-npm/package-lock-json), but where it came from. */
const FIELDS = [
  ...['version', 'name', 'integrity', 'dev', 'optional', 'devOptional', 'peer', 'inBundle', 'hasInstallScript', 'hasShrinkwrap'],
  ...['license', 'engines', 'os', 'cpu', 'libc', 'bin', 'funding', 'deprecated', 'bundleDependencies', 'peerDependenciesMeta'],
];
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * What is left of a package-lock.json when it can name nothing but packages of the registry: npm fetches whatever address, repository
 * or folder a lock file names, as an entry or as what an entry depends on.
 *
 * @param lock parsed; of a stranger
 */
export function registryLock(lock: any): object {
  const packages = isObject(lock?.packages) ? lock.packages : {};
  return {
    name: lock?.name,
    lockfileVersion: 3,
    requires: true,
    packages: Object.fromEntries(
      Object.entries<any>(packages)
        .filter(([place, entry]) => isObject(entry) && (place === '' || isOfRegistry(place, entry)))
        .map(([place, entry]) => [place, registryEntry(entry)]),
    ),
  };
}

function isOfRegistry(place: string, { version, name, link }: any): boolean {
  return (
    PLACE.test(place) && typeof version === 'string' && VERSION.test(version) && (name === undefined || isName(name)) && !link
  );
}

function registryEntry(entry: any): object {
  const kept = FIELDS.filter((field) => Object.hasOwn(entry, field)).map((field) => [field, entry[field]]);
  const depends = DEPENDENCIES.filter((field) => isObject(entry[field])).map((field) => [field, plainRanges(entry[field])]);
  return Object.fromEntries([...kept, ...depends]);
}

function plainRanges(dependencies: object): object {
  return Object.fromEntries(
    Object.entries(dependencies).filter(([name, range]) => isName(name) && typeof range === 'string' && RANGE.test(range)),
  );
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && NAME.test(name);
}

function isObject(value: unknown): value is Record<string, any> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
