import type { CommandModule } from './command-context';

/** Every command: one line each. A command is loaded only when it runs, so that none pays for another one's imports. */
export const COMMANDS: { readonly name: string; readonly summary: string; readonly load: () => CommandModule }[] = [
  {
    name: 'check',
    summary: "the operator's verdict on a repository, offline",
    load: () => require('./commands/check'),
  },
  { name: 'diff', summary: 'what a change does to the running databases', load: () => require('./commands/diff') },
  { name: 'explain', summary: 'how a repository is read: who applies what', load: () => require('./commands/explain') },
  { name: 'migrate', summary: 'make .projenrc.ts fit for the installed packages', load: () => require('./commands/migrate') },
  {
    name: 'upgrade',
    summary: 'newer packages, platform release or PostgreSQL, checked',
    load: () => require('./commands/upgrade'),
  },
  { name: 'seal', summary: 'seal the values of a declared secret', load: () => require('./commands/seal') },
  { name: 'cert', summary: 'pin, show and judge the sealing certificates', load: () => require('./commands/cert') },
  { name: 'live', summary: 'prove that a cluster can open what the pin seals', load: () => require('./commands/live') },
  {
    name: 'reseal',
    summary: 'seal again with the newest key, without any plain value',
    load: () => require('./commands/reseal'),
  },
  {
    name: 'fleet',
    summary: 'the repositories of many teams: create, plan, apply, status',
    load: () => require('./commands/fleet'),
  },
];
