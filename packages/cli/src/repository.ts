import * as fs from 'node:fs';
import * as path from 'node:path';
import { configError, Model, type ModelEnvironment, type ModelSecret, nearestName, type PlatformModel } from '@pgplatform/core';
import type { PinVerdict } from '@pgplatform/sealed-secrets';

/** A generated repository on disk, seen through its model. */
export class Repository {
  /** The repository that a directory is in. Throws a ConfigProblem `MODEL_MISSING`. */
  static find(cwd: string): Repository {
    for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
      const text = readIfThere(path.join(folder, Model.PATH));
      if (text !== undefined) {
        return new Repository(folder, Model.parse(text));
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

  environment(name: string): ModelEnvironment {
    return pick(this.model.environments, name, 'environment');
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

  /** The text of a file, or nothing when it is not there. */
  read(file: string): string | undefined {
    return readIfThere(this.path(file));
  }

  /** Absolute path of a file of the repository. What leads out of it is refused. */
  path(file: string): string {
    const absolute = path.resolve(this.root, file);
    if (path.isAbsolute(file) || !absolute.startsWith(this.root + path.sep)) {
      throw configError([
        {
          code: 'PATH_OUTSIDE',
          path: file,
          message: 'The path leads out of the repository.',
          fix: 'Correct it in .projenrc.ts.',
        },
      ]);
    }
    return absolute;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw error;
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
