import { randomBytes } from 'node:crypto';
import { configError } from '@pgplatform/core';
import { encryptionLabel, parseCertificate, type SealingCertificate, sealValue } from '@pgplatform/sealed-secrets';
import type { Command } from 'commander';
import type { CommandContext, CommandResult } from '../command-context';
import { Kubectl } from '../kubectl';
import { Repository } from '../repository';
import { SealingController } from '../sealing-controller';

/** `pgplatform live`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Proves that the cluster can open what the pin seals: it is asked about 32 random bytes. Reads no Secret, creates nothing.',
    )
    .argument('<ENV>', 'environment')
    .option('--context <NAME>', 'kubectl context')
    .option('--json', 'print the result as JSON')
    .action(async (environment: string, options: { context?: string }) =>
      context.finish(await live(environment, options.context, context)),
    )
    .addHelpText(
      'after',
      '\nExit code 1: the cluster holds another key; what was sealed would not open there.\n\nExample: pgplatform live prod --context prod-admin',
    );
}

async function live(name: string, kubeContext: string | undefined, context: CommandContext): Promise<CommandResult> {
  const repository = Repository.find(context.cwd).requireFresh();
  const environment = repository.environment(name);
  const { certificate, findings } = repository.pin(environment, context.now());
  const unsure = findings.filter((finding) => finding.severity === 'error' && finding.code !== 'CERTIFICATE_EXPIRED');
  if (!certificate || unsure.length > 0) {
    throw configError(unsure);
  }
  const controller = new SealingController(new Kubectl(context.env, kubeContext), environment.sealedSecrets);
  context.note('asking the sealed-secrets controller …');
  const opens = await controller.opens(canary(certificate));
  const newest = parseCertificate(await controller.certificate(), 'the certificate of the cluster');
  const isNewest = newest.spki === certificate.spki;
  return {
    exitCode: opens ? 0 : 1,
    text: [
      opens
        ? `The cluster can open what ${environment.certificate!.path} seals.`
        : `The cluster can NOT open what ${environment.certificate!.path} seals. Is this the cluster of ${name}? If it is: pgplatform cert pin ${name}, and seal again.`,
      isNewest
        ? 'The pin is its newest key.'
        : `The pin is not its newest key, which is ${newest.fingerprint}${opens ? '; old keys stay valid' : ''}.`,
    ].join('\n'),
    json: { ok: opens, environment: name, opens, newest: isNewest, pin: certificate.spki, clusterNewest: newest.spki },
  };
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
