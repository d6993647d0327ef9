import { type ConfigProblem, configError, type ModelEnvironment } from '@pgplatform/core';
import type { SealingCertificate, SealingFinding } from '@pgplatform/sealed-secrets';
import type { Command } from 'commander';
import { certificateJson, certificateText } from '../certificate-text';
import type { CommandContext, CommandResult } from '../command-context';
import { problemText, tableText } from '../problem-text';
import { Repository } from '../repository';

/** `pgplatform cert pin|show|status`. */
export function define(command: Command, context: CommandContext): void {
  command.description(
    'The public certificates that seal, one pin per environment: certs/ENV.pem and its identity in .projenrc.ts.',
  );
  command
    .command('pin')
    .description(
      'Writes the certificate of an environment to certs/ENV.pem and its identity into .projenrc.ts: both, or neither.',
    )
    .argument('<ENV>', 'environment')
    .option('--from <SOURCE>', 'a PEM file, an https URL, or cluster', 'cluster')
    .option(
      '--expect <FINGERPRINT>',
      'pin this key and no other: SPKI SHA-256, or SHA256:… as the controller and ssh-keygen print it',
    )
    .option('--yes', 'pin without asking; what comes is trusted')
    .option('--shared', "the key is another environment's too: both are one cluster")
    .option('--context <NAME>', 'kubectl context')
    .option('--json', 'print the result as JSON')
    .action(async (environment: string, options) => {
      const { pinCertificate } = require('../certificate-pinning') as typeof import('../certificate-pinning');
      context.finish(await pinCertificate(environment, options, context));
    })
    .addHelpText(
      'after',
      `
On a terminal you are asked; without one, give --expect or --yes. Ask whoever runs the controller for the fingerprint.

Examples:
  pgplatform cert pin stage
  pgplatform cert pin prod --from prod.pem --expect SHA256:…
  pgplatform cert pin prod --from https://sealed-secrets.example.com/v1/cert.pem --expect SHA256:…`,
    );
  command
    .command('show')
    .description('The pinned certificates: key, fingerprints, validity.')
    .argument('[ENV]', 'environment; all when left out')
    .option('--json', 'print the result as JSON')
    .action((environment: string | undefined) => context.finish(show(environment, context)))
    .addHelpText('after', '\nExample: pgplatform cert show prod');
  command
    .command('status')
    .description('Judges every pin: missing, not the pinned key, shared, expired, about to expire, old.')
    .option('--json', 'print the result as JSON')
    .action(() => context.finish(status(context)))
    .addHelpText('after', '\nExample: pgplatform cert status --json');
}

function show(name: string | undefined, context: CommandContext): CommandResult {
  const repository = Repository.find(context.cwd);
  const environments = name === undefined ? repository.declared() : [repository.declared(name)];
  const shown: { environment: string; certificate: SealingCertificate }[] = [];
  const problems: ConfigProblem[] = [];
  for (const environment of environments) {
    const { certificate, findings } = repository.pin(environment, context.now());
    if (certificate) {
      shown.push({ environment: environment.name, certificate });
    } else {
      problems.push(...findings);
    }
  }
  if (shown.length === 0) {
    throw configError(problems);
  }
  return {
    exitCode: problems.length > 0 ? 1 : 0,
    text: [
      ...shown.map(({ environment, certificate }) => `${environment}\n${certificateText(certificate)}`),
      problemText(problems),
    ]
      .filter(Boolean)
      .join('\n\n'),
    json: {
      ok: problems.length === 0,
      certificates: shown.map((one) => ({ environment: one.environment, ...certificateJson(one.certificate) })),
      problems,
    },
  };
}

function status(context: CommandContext): CommandResult {
  const repository = Repository.find(context.cwd);
  const judged = repository.declared().map((environment) => ({
    environment,
    ...repository.pin(environment, context.now()),
  }));
  const findings = judged.flatMap((one) => one.findings);
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const rows = judged.map(({ environment, certificate, findings }) => [
    environment.name,
    environment.certificate?.path ?? '-',
    certificate?.fingerprint ?? '-',
    certificate ? certificate.notAfter.toISOString().slice(0, 10) : '-',
    worst(findings),
  ]);
  return {
    exitCode: errors > 0 ? 1 : 0,
    text: [
      tableText(['ENVIRONMENT', 'FILE', 'FINGERPRINT', 'VALID TO', 'STATE'], rows),
      ...(findings.length > 0 ? [problemText(findings)] : []),
    ].join('\n\n'),
    json: { ok: errors === 0, pins: judged.map((one) => pinJson(one.environment, one.certificate)), findings },
  };
}

function worst(findings: readonly SealingFinding[]): string {
  return ['error', 'warning', 'info'].find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'fine';
}

function pinJson(environment: ModelEnvironment, certificate: SealingCertificate | undefined): object {
  return {
    environment: environment.name,
    pin: environment.certificate ?? null,
    certificate: certificate ? certificateJson(certificate) : null,
  };
}
