import { randomBytes } from 'node:crypto';
import { configError } from '@pgplatform/core';
import { encryptionLabel, healingText, parseCertificate, type SealingCertificate, sealValue } from '@pgplatform/sealed-secrets';
import type { Command } from 'commander';
import type { CommandContext, CommandResult } from '../command-context';
import { Kubectl } from '../kubectl';
import { type LiveSealedSecret, liveSealedSecret } from '../live-sealed-secret';
import { tableText } from '../problem-text';
import { Repository } from '../repository';
import { SealingController } from '../sealing-controller';

/** `pgplatform live`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Proves that the cluster can open what the pin seals: it is asked about 32 random bytes. Says which SealedSecrets of the environment are in sync. Reads no Secret, creates nothing.',
    )
    .argument('<ENV>', 'environment')
    .option('--context <NAME>', 'kubectl context')
    .option('--json', 'print the result as JSON')
    .action(async (environment: string, options: { context?: string }) =>
      context.finish(await live(environment, options.context, context)),
    )
    .addHelpText(
      'after',
      '\nExit code 1: the cluster cannot open what is sealed, or a SealedSecret does not reach its Secret.\n\nExample: pgplatform live prod --context prod-admin',
    );
}

async function live(name: string, kubeContext: string | undefined, context: CommandContext): Promise<CommandResult> {
  const repository = Repository.find(context.cwd);
  const environment = repository.declared(name);
  const { certificate, findings } = repository.pin(environment, context.now());
  const unsure = findings.filter((finding) => finding.severity === 'error' && finding.code !== 'CERTIFICATE_EXPIRED');
  if (!certificate || unsure.length > 0) {
    throw configError(unsure);
  }
  const kubectl = new Kubectl(context.env, kubeContext);
  const controller = new SealingController(kubectl, environment.sealedSecrets);
  context.note('asking the sealed-secrets controller …');
  const opens = await controller.opens(canary(certificate));
  const newest = parseCertificate(await controller.certificate(), 'the certificate of the cluster');
  const isNewest = newest.spki === certificate.spki;
  const sealedSecrets: LiveSealedSecret[] = [];
  for (const secret of environment.secrets.filter(({ source }) => source === 'sealed')) {
    sealedSecrets.push(await liveSealedSecret(kubectl, secret));
  }
  const ok = opens && !sealedSecrets.some(({ state }) => BAD.includes(state));
  return {
    exitCode: ok ? 0 : 1,
    text: [
      [
        opens
          ? `The cluster can open what ${environment.certificate!.path} seals.`
          : `The cluster can NOT open what ${environment.certificate!.path} seals. Is this the cluster of ${name}? If it is: pgplatform cert pin ${name}, and seal again.`,
        isNewest ? 'The pin is its newest key.' : `The pin is not its newest key, which is ${newest.fingerprint}.`,
      ].join('\n'),
      ...sealedSecretsText(name, sealedSecrets),
    ].join('\n\n'),
    json: { ok, environment: name, opens, newest: isNewest, pin: certificate.spki, clusterNewest: newest.spki, sealedSecrets },
  };
}

/** States in which a new value does not arrive. */
const BAD: readonly LiveSealedSecret['state'][] = ['unmanaged', 'not opened', 'failed'];

const WORDS: Record<LiveSealedSecret['state'], string> = {
  synced: 'in sync',
  unmanaged: 'the controller refuses to update its Secret, or will at the next change',
  'not opened': 'the controller says that no key of it opens a value: seal it again from its source',
  failed: 'the controller failed for another reason, which kubectl describe shows',
  waiting: 'the controller has not said anything yet about it as it is now',
  absent: 'not in this cluster',
  'not allowed': 'you may not read it (get on sealedsecrets), so nothing is known of it',
};

function sealedSecretsText(environment: string, all: readonly LiveSealedSecret[]): string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ namespace, name, state }) => [`${namespace}/${name}`, WORDS[state]]);
  return [
    tableText(['SEALEDSECRET', 'STATE'], rows),
    ...(all.some(({ isStale }) => isStale)
      ? [
          `The cluster has SealedSecrets without the annotation sealedsecrets.bitnami.com/managed. Bring their files up to date: pgplatform seal --refresh-metadata ${environment}`,
        ]
      : []),
    ...healingText(all.flatMap(({ heal }) => heal ?? [])),
  ];
}

/** Something to open that means nothing, for a Secret that does not exist. */
function canary(certificate: SealingCertificate): object {
  const identity = { name: 'seal-canary', namespace: 'seal-canary' };
  const value = sealValue(certificate.publicKey, randomBytes(32), encryptionLabel('strict', identity.namespace, identity.name));
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: identity,
    spec: { encryptedData: { canary: value }, template: { metadata: identity } },
  };
}
