import * as path from 'node:path';
import {
  configError,
  isRecordedSynthesis,
  Model,
  type ModelController,
  type ModelEnvironment,
  type ModelSecret,
  nearestName,
  type PlatformModel,
} from '@pgplatform/core';
import { readOwnFile } from '@pgplatform/reading';
import type { PinVerdict } from '@pgplatform/sealed-secrets';
import { insidePath, isLinked } from './inside-path';

/** A generated repository on disk, seen through its model. */
export class Repository {
  /** The repository that a directory is in. Throws a ConfigProblem `MODEL_MISSING`. */
  static find(cwd: string): Repository {
    for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
      const text = readOwnFile(folder, Model.PATH)?.toString('utf8');
      if (text !== undefined) {
        return new Repository(folder, Model.parse(text), text);
      }
      if (folder === path.dirname(folder)) {
        throw configError([
          {
            code: 'MODEL_MISSING',
            path: Model.PATH,
            message: 'This is not a generated repository, or it was never synthesised.',
            fix: 'Go to the repository, and run npx projen.',
          },
        ]);
      }
    }
  }

  private constructor(
    readonly root: string,
    readonly model: PlatformModel,
    private readonly text: string,
  ) {}

  /** Refuses to work from a model older than `.projenrc.ts`: a ConfigProblem `MODEL_STALE`. */
  requireFresh(): this {
    const projenrc = this.read('.projenrc.ts');
    const digest = projenrc === undefined ? undefined : Model.digest(projenrc);
    if (digest !== this.model.projenrcSha256) {
      throw configError([
        {
          code: 'MODEL_STALE',
          path: Model.PATH,
          message: '.projenrc.ts is not the one that the repository was generated from.',
          fix: 'run npx projen',
        },
      ]);
    }
    return this;
  }

  /** An environment as the model has it; what decides who can read a value is believed of `declared` ones alone. */
  environment(name: string): ModelEnvironment {
    return pick(this.model.environments, name, 'environment');
  }

  /**
   * An environment, or all of them, of which the model says what `.projenrc.ts` says: because a synthesis on this machine made this
   * very model, or else because it stands there plainly, which is read and not run.
   *
   * Throws ConfigProblems `MODEL_STALE`, `MODEL_DIFFERS`, `MODEL_UNPROVEN`.
   */
  declared(name: string): ModelEnvironment;
  declared(): readonly ModelEnvironment[];
  declared(name?: string): ModelEnvironment | readonly ModelEnvironment[] {
    this.requireFresh();
    const environments = name === undefined ? this.model.environments : [this.environment(name)];
    if (!isRecordedSynthesis(this.text)) {
      const { sourceDoubts } = require('./source/source-doubts') as typeof import('./source/source-doubts');
      const projenrc = this.read('.projenrc.ts') ?? '';
      const doubts = environments.flatMap((environment) => sourceDoubts(environment, projenrc));
      if (doubts.length > 0) {
        throw configError(doubts);
      }
    }
    return name === undefined ? environments : environments[0];
  }

  /** The controller of an environment, as `.projenrc.ts` says it also when it is newer than the model. */
  controller({ name }: ModelEnvironment): ModelController {
    const { declaredController } = require('./source/source-doubts') as typeof import('./source/source-doubts');
    return declaredController(this.read('.projenrc.ts') ?? '', name) ?? this.declared(name).sealedSecrets;
  }

  /** A secret that is sealed in an environment. */
  sealedSecret(environment: ModelEnvironment, name: string): ModelSecret {
    const secret = pick(environment.secrets, name, 'secret');
    if (secret.source !== 'sealed') {
      throw configError([
        {
          code: 'SECRET_SOURCE',
          path: `environments.${environment.name}.secrets.${secret.name}`,
          message: 'This secret is not sealed: its values come from elsewhere.',
          given: secret.source,
          fix: 'Set its value there, or give it the source sealed.',
        },
      ]);
    }
    return secret;
  }

  /** The pin of an environment, judged today. */
  pin(environment: ModelEnvironment, now: Date): PinVerdict {
    const { judgePin } = require('@pgplatform/sealed-secrets') as typeof import('@pgplatform/sealed-secrets'); // not for every command
    const pem = environment.certificate && this.read(environment.certificate.path);
    return judgePin(environment, this.model.environments, pem, now);
  }

  /** The text of a file, or nothing when it is not there. Throws a ConfigProblem `FILE_REFUSED` for what is no regular file. */
  read(file: string): string | undefined {
    return readOwnFile(this.root, path.relative(this.root, this.path(file)).replaceAll(path.sep, '/'))?.toString('utf8');
  }

  /** Absolute path of a file of the repository. What leads out of it, or goes through a link, is refused: `PATH_OUTSIDE`. */
  path(file: string): string {
    const absolute = insidePath(this.root, file);
    if (absolute === undefined || isLinked(this.root, absolute)) {
      const byLink = absolute !== undefined;
      throw configError([
        {
          code: 'PATH_OUTSIDE',
          path: file,
          message: byLink ? 'A link is on the way, and links lead anywhere.' : 'The path leads out of the repository.',
          fix: byLink ? 'Put a folder or a file in the place of the link.' : 'Correct it in .projenrc.ts.',
        },
      ]);
    }
    return absolute;
  }
}

/** The one of a name. What was typed is not repeated: it may have been meant for a prompt. */
function pick<T extends { readonly name: string }>(all: readonly T[], name: string, kind: string): T {
  const found = all.find((one) => one.name === name);
  if (found) {
    return found;
  }
  const names = all.map((one) => one.name);
  const near = nearestName(name, names);
  throw configError([
    {
      code: `${kind.toUpperCase()}_UNKNOWN`,
      path: '',
      message: `There is no ${kind} of that name.`,
      allowed: names.join(', ') || 'none is declared',
      fix: near ? `Did you mean ${near}?` : `Declare the ${kind} in .projenrc.ts, then run npx projen.`,
    },
  ]);
}
