import { configError, isConfigError, type ModelEnvironment, type ModelSecret } from '@pgplatform/core';
import {
  couldBeSealedWith,
  healingCommand,
  healingText,
  inspectSealedValue,
  keyMark,
  parseCertificate,
  readProvenance,
  readSealedFile,
  replaceSealedValues,
  type SealingCertificate,
  scopeAnnotations,
} from '@pgplatform/sealed-secrets';
import { writeAtomically } from './atomic-files';
import { type CommandContext, type CommandResult, OutsideError } from './command-context';
import { confirm } from './confirmation';
import { Kubectl } from './kubectl';
import { tableText } from './problem-text';
import { Repository } from './repository';
import { SealingController } from './sealing-controller';

/** One file of the plan: the keys whose values are not sealed with the newest key, or not provably. */
type Step = {
  readonly secret: ModelSecret;
  readonly existing: string;
  readonly values: Record<string, string>;
  /** Why nothing can be done with it. */
  readonly obstacle?: string;
};

type Outcome = {
  readonly file: string;
  readonly keys: string[];
  readonly state: 'resealed' | 'failed' | 'planned';
  readonly reason?: string;
  /** The command that lets the controller update the Secret that is in the cluster. @default - the controller does so without */
  readonly heal?: string;
};

/** Seals the values of an environment again with the newest key of its controller. No plain value passes through here. */
export async function reseal(
  name: string,
  options: { yes?: boolean; context?: string },
  context: CommandContext,
): Promise<CommandResult> {
  const repository = Repository.find(context.cwd);
  const environment = repository.declared(name);
  const { certificate, findings } = repository.pin(environment, context.now());
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (!certificate || errors.length > 0) {
    throw configError(errors);
  }
  const steps = plan(repository, environment, certificate);
  if (steps.length === 0) {
    return { exitCode: 0, text: 'Every value is sealed with the pinned key; nothing to do.', json: { ok: true, files: [] } };
  }
  const planned = steps.map(outcomeOf);
  const text = outcomeText(planned);
  if (!options.yes) {
    if (!context.stdin.isTTY) {
      return {
        exitCode: 1,
        text: `${text}\n\nNothing was written: give --yes to apply this plan.`,
        json: { ok: false, files: planned },
      };
    }
    context.note(text);
    if (!(await confirm(`Let the controller seal these again with ${certificate.fingerprint}?`, context))) {
      return { exitCode: 2, text: 'Nothing was written.', json: { ok: false, files: planned } };
    }
  }
  const controller = new SealingController(new Kubectl(context.env, options.context), environment.sealedSecrets);
  context.note('asking the sealed-secrets controller …');
  await requireNewest(controller, certificate, environment);
  return apply(steps, repository, controller, certificate, context);
}

function plan(repository: Repository, environment: ModelEnvironment, certificate: SealingCertificate): Step[] {
  return environment.secrets.flatMap((secret): Step[] => {
    const existing = secret.source === 'sealed' ? repository.read(secret.file) : undefined;
    if (existing === undefined) {
      return [];
    }
    try {
      const values = valuesToSeal(readSealedFile(existing, secret.file), secret, certificate);
      return Object.keys(values).length > 0 ? [{ secret, existing, values }] : [];
    } catch (error) {
      return [{ secret, existing, values: {}, obstacle: obstacleOf(error) }];
    }
  });
}

function valuesToSeal(manifest: any, { keys }: ModelSecret, { spki }: SealingCertificate): Record<string, string> {
  const records = readProvenance(manifest);
  return Object.fromEntries(
    Object.entries<any>(manifest.spec?.encryptedData ?? {}).filter(
      ([key]) => keys.some(({ name }) => name === key) && records[key]?.cert !== keyMark(spki),
    ),
  );
}

/** What is wrong with one file; everything else is thrown on. */
function obstacleOf(error: unknown): string {
  if (!isConfigError(error)) throw error;
  const [{ message, fix }] = error.problems;
  return `${message} ${fix}`;
}

function outcomeOf({ secret, values, obstacle }: Step): Outcome {
  const about = { file: secret.file, keys: Object.keys(values) };
  return obstacle === undefined ? { ...about, state: 'planned' } : { ...about, state: 'failed', reason: obstacle };
}

async function requireNewest(
  controller: SealingController,
  certificate: SealingCertificate,
  environment: ModelEnvironment,
): Promise<void> {
  const newest = parseCertificate(await controller.certificate(), 'the certificate of the cluster');
  if (newest.spki !== certificate.spki) {
    throw configError([
      {
        code: 'CERTIFICATE_NOT_NEWEST',
        path: `environments.${environment.name}.certificate`,
        message: 'The controller seals with another key than the pinned one.',
        given: newest.fingerprint,
        allowed: certificate.fingerprint,
        fix: `If this is the cluster of ${environment.name}: pgplatform cert pin ${environment.name}, npx projen, then again.`,
      },
    ]);
  }
}

async function apply(
  steps: readonly Step[],
  repository: Repository,
  controller: SealingController,
  certificate: SealingCertificate,
  context: CommandContext,
): Promise<CommandResult> {
  const outcomes: Outcome[] = [];
  for (const [i, step] of steps.entries()) {
    context.note(`${i + 1}/${steps.length} ${step.secret.file}`);
    try {
      outcomes.push(await outcome(step, repository, controller, certificate, context));
    } catch (error) {
      if (outcomes.length === 0 || !(error instanceof OutsideError)) {
        throw error;
      }
      const files = [...outcomes, ...steps.slice(i).map(outcomeOf)];
      const problem = { code: error.code, message: error.message, fix: error.fix };
      const text = `${outcomeText(files)}\n\nerror  ${error.code}\n    ${error.message}\n    → ${error.fix} The next run goes on from here.`;
      return { exitCode: 3, text, json: { ok: false, files, problems: [problem] } };
    }
  }
  const failed = outcomes.some((outcome) => outcome.state === 'failed');
  return { exitCode: failed ? 1 : 0, text: outcomeText(outcomes), json: { ok: !failed, files: outcomes } };
}

/** Does one file, or says why not; throws what would meet every other one too. */
async function outcome(
  step: Step,
  repository: Repository,
  controller: SealingController,
  certificate: SealingCertificate,
  context: CommandContext,
): Promise<Outcome> {
  const { secret, existing } = step;
  const sealed = step.obstacle ?? (await resealed(step, controller, certificate));
  if (typeof sealed === 'string') {
    return outcomeOf({ ...step, obstacle: sealed });
  }
  try {
    const content = replaceSealedValues({ secret, certificate, now: context.now(), existing }, sealed);
    writeAtomically([{ file: repository.path(secret.file), content, before: existing }]);
  } catch (error) {
    return outcomeOf({ ...step, obstacle: obstacleOf(error) });
  }
  const heal = healingCommand(existing, secret);
  return { ...outcomeOf(step), state: 'resealed', ...(heal !== undefined && { heal }) };
}

/** The new values of one file, all proven to open, or why there are none. */
async function resealed(
  step: Step,
  controller: SealingController,
  certificate: SealingCertificate,
): Promise<Map<string, string> | string> {
  const closed = await closedKeys(step, controller);
  if (closed.length > 0) {
    return `the cluster cannot open ${closed.join(', ')} under this name, namespace and scope: seal it again from its source`;
  }
  const returned = (await controller.rotated(document(step.secret, step.values)))?.spec?.encryptedData ?? {};
  const keys = Object.keys(step.values);
  const sound = keys.every((key) => {
    const before = inspectSealedValue(step.values[key]);
    const after = inspectSealedValue(returned[key]);
    return (
      before !== undefined &&
      after !== undefined &&
      returned[key] !== step.values[key] &&
      after.plaintextLength === before.plaintextLength &&
      couldBeSealedWith(after, certificate.publicKey)
    );
  });
  if (!sound || Object.keys(returned).length !== keys.length) {
    return 'the answer of the controller is not the same values under its newest key';
  }
  // The answer must open under our name, namespace and scope, not under those that it may have been sealed for instead.
  if (!(await controller.opens(document(step.secret, returned)))) {
    return 'the controller cannot open its own answer under this name, namespace and scope';
  }
  return new Map(keys.map((key) => [key, returned[key]]));
}

/** The keys of a file whose values the cluster cannot open. A rotation answers them as it answers every other failure of its own. */
async function closedKeys({ secret, values }: Step, controller: SealingController): Promise<string[]> {
  const keys = Object.keys(values);
  const malformed = keys.filter((key) => !inspectSealedValue(values[key]));
  if (malformed.length > 0 || (await controller.opens(document(secret, values)))) {
    return malformed;
  }
  const closed: string[] = [];
  for (const key of keys) {
    if (keys.length === 1 || !(await controller.opens(document(secret, { [key]: values[key] })))) {
      closed.push(key);
    }
  }
  return closed;
}

/** The bare essentials: what else stands in our file is lost on this way, or gets sealed as a key (CVE-2026-22728 and its fix). */
function document(secret: ModelSecret, encryptedData: Record<string, string>): object {
  const { name, namespace } = secret;
  const metadata = { name, namespace, annotations: scopeAnnotations(secret.scope) };
  return { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata, spec: { encryptedData, template: { metadata } } };
}

function outcomeText(outcomes: readonly Outcome[]): string {
  const table = tableText(
    ['FILE', 'KEYS', 'STATE'],
    outcomes.map((outcome) => [
      outcome.file,
      outcome.keys.join(', '),
      outcome.state + (outcome.reason ? `: ${outcome.reason}` : ''),
    ]),
  );
  return [table, ...healingText(outcomes.flatMap(({ heal }) => heal ?? []))].join('\n\n');
}
