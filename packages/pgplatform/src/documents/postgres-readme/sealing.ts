import type { ModelSecret, ModelSecretKey } from '@pgplatform/core';
import type { EnvironmentFacts } from '../environment-facts';
import * as kinds from '../kinds';
import { type Block, bullets, code, enumeration, fence, heading, paragraph, plain, table } from '../markdown';
import type { PlatformFacts } from '../platform-facts';

/** Secrets: what must exist, how it is sealed, how it is rotated. */
export function sealing(platform: PlatformFacts): Block[] {
  const secrets = platform.environments.flatMap((environment) =>
    environment.model.secrets.map((secret) => ({ environment, secret })),
  );
  if (secrets.length === 0) {
    return [
      heading(2, 'Secrets'),
      paragraph(
        'No secret is declared.',
        platform.backedUp.length ? 'The Pods’ own identity gives access to the object store.' : '',
        'A plain Secret in this repository is refused by `npx pgplatform check`.',
      ),
    ];
  }
  const sealed = platform.environments.filter((environment) => environment.sealedSecrets.length > 0);
  return [
    heading(2, 'Secrets'),
    table(
      ['environment', 'Secret', 'keys', 'source'],
      secrets.map(({ environment, secret }) => [
        code(environment.name),
        code(secret.name),
        enumeration(secret.keys.map(key)),
        source(secret),
      ]),
    ),
    ...(sealed.length ? seal(sealed, platform.pinCommands) : []),
  ];
}

function key(rule: ModelSecretKey): string {
  const length = rule.length
    ? `${rule.length} bytes`
    : rule.minLength && rule.minLength > 1
      ? `at least ${rule.minLength} bytes`
      : '';
  return `${code(rule.name)}${rule.publicValue !== undefined ? ` (always ${code(rule.publicValue)})` : length ? ` (${length})` : ''}${rule.description ? `: ${plain(rule.description)}` : ''}`;
}

function source(secret: ModelSecret): string {
  switch (secret.source) {
    case 'existing':
      return 'made by somebody else, in the cluster already';
    case 'external':
      return `External Secrets Operator, ${code(secret.file)}`;
    default:
      return `sealed, ${code(secret.file)}`;
  }
}

function seal(sealed: EnvironmentFacts[], pinCommands: string[]): Block[] {
  const example = sealed[sealed.length - 1];
  const [secret] = example.sealedSecrets;
  const asked = secret.keys.filter(({ publicValue }) => publicValue === undefined);
  return [
    heading(3, 'Pin the certificate'),
    paragraph(
      'A value is encrypted with the public certificate of one controller, for one name in one namespace: it opens nowhere else. The certificate is pinned per environment in',
      '`certs/` and by its fingerprint in `.projenrc.ts`. Compare the fingerprint with the controller’s key before you confirm it: whoever swaps a certificate reads the next secret.',
      '`--from cluster` asks the cluster of the current kubectl context; `--context` names another one.',
    ),
    fence('sh', [...pinCommands, ...sealed.map(({ name }) => `npx pgplatform live ${name}`)]),
    paragraph(
      '`live` seals a throw-away value and has the controller verify it: proof that this cluster can open what the pin seals, without reading a Secret. It also says which SealedSecrets are in sync.',
    ),
    heading(3, 'Seal'),
    paragraph('Names, namespace and scope come from the model; the values are asked for and not shown.'),
    ...sealed.flatMap((environment) => [
      paragraph(`${code(environment.name)}:`),
      fence(
        'sh',
        environment.sealedSecrets.map(({ name }) => `node_modules/.bin/pgplatform seal ${environment.name} ${name}`),
      ),
    ]),
    paragraph(
      'From a password manager or another tool, without a shell and without the value on the command line; only the named key is replaced:',
    ),
    fence(
      'sh',
      `node_modules/.bin/pgplatform seal ${example.name} ${secret.name} --from ${asked[asked.length - 1]?.name ?? 'KEY'}=stdin`,
    ),
    bullets([
      'The command writes one file. Commit it; the overlay lists it already. What is not sealed yet does not build.',
      'Placeholders, wrong lengths and trailing newlines are refused, also in files that kubeseal made: `npx pgplatform check`.',
      'Sealed files are yours: `npx projen` never changes or removes them. Labels and annotations are not encrypted: after a change of the declaration `node_modules/.bin/pgplatform seal --refresh-metadata` brings them up to date without any value, as `npx projen upgrade` does.',
      ...(hasReload(sealed)
        ? ['The Secret carries the label `cnpg.io/reload`: the operator notices a new value without a restart.']
        : []),
    ]),
    heading(3, 'Rotate'),
    bullets([
      `A credential: make the new one at its source, seal it again, merge, then revoke the old one. ${code('node_modules/.bin/pgplatform seal status')} shows what is sealed with what.`,
      `The controller’s key: unless it is told otherwise it makes a new one every 30 days and keeps the old ones, so nothing has to be done. Before old keys are deleted: ${enumeration(sealed.map(({ name }) => code(`npx pgplatform reseal ${name}`)))}, which asks the cluster about every value and names those that it cannot open.`,
      'Back up the controller’s private keys outside this repository. Without them a new Kubernetes cluster cannot open the sealed files, and every value has to be sealed again.',
    ]),
    paragraph(
      `A SealedSecret that does not reach its Secret says so in its status, which ${code(`npx pgplatform live ${example.name}`)} reads; see “A secret does not arrive”.`,
    ),
    fence(
      'sh',
      sealed.map((environment) => environment.kubectl('get', kinds.SEALED_SECRETS)),
    ),
  ];
}

function hasReload(sealed: EnvironmentFacts[]): boolean {
  return sealed.every(({ sealedSecrets }) => sealedSecrets.every(({ labels }) => 'cnpg.io/reload' in labels));
}
