import { Cpu, Size } from '@pgplatform/core';
import type { PlatformEnvironmentOptions } from './pg-platform-project-options';

/** The environments of a repository that names none. */
export const DEFAULT_ENVIRONMENT_NAMES = ['stage', 'prod'];

/**
 * What an environment is when only its name is known: the reference's prod for `prod`, `production` and names that end in one of
 * them, the reference's stage for all others.
 */
export function defaultEnvironment(name: string): PlatformEnvironmentOptions {
  return isProduction(name)
    ? { name, cpu: Cpu.cores(2), cpuRequest: Cpu.cores(1), memory: Size.gibibytes(2), storage: Size.gibibytes(50) }
    : { name, cpu: Cpu.cores(1), memory: Size.gibibytes(1), storage: Size.gibibytes(10) };
}

function isProduction(name: string): boolean {
  return /(^|-)(prod|production)$/.test(name);
}
