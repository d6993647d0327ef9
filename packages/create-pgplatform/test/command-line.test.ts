import { readCommandLine } from '../src/command-line';

const codes = (args: string[]) => readCommandLine(args).problems.map(({ code, path }) => `${code} ${path}`);

describe('readCommandLine', () => {
  test('reads the directory and every option', () => {
    const text =
      'payments-db --team payments --repo-url https://git.example.com/payments/db.git --bucket backups --platform-release 2026.07 ' +
      '--storage-class fast --postgres-major 18 --environment-names stage prod --accept-insecure-release';
    expect(readCommandLine(text.split(' '))).toEqual({
      directory: 'payments-db',
      options: {
        team: 'payments',
        repoUrl: 'https://git.example.com/payments/db.git',
        bucket: 'backups',
        platformRelease: '2026.07',
        storageClass: 'fast',
        postgresMajor: 18,
        environmentNames: ['stage', 'prod'],
        acceptInsecureRelease: true,
      },
      help: false,
      version: false,
      problems: [],
    });
  });

  test.each([
    [['--environment-names', 'stage', 'prod']],
    [['--environment-names', 'stage,prod']],
    [['--environment-names=stage', '--environment-names=prod']],
  ])('takes several environments as %j', (args) => {
    expect(readCommandLine(['db', ...args])).toMatchObject({
      directory: 'db',
      options: { environmentNames: ['stage', 'prod'] },
      problems: [],
    });
  });

  test('gives all problems at once', () => {
    expect(
      codes(['db', 'other', '--tem', 'payments', '--postgres-major', 'seventeen', '--bucket', '--team', 'a', '--team', 'b']),
    ).toEqual([
      'OPTION_UNKNOWN --tem',
      'OPTION_REQUIRED --bucket',
      'OPTION_TWICE --team',
      'ARGUMENT_UNKNOWN other',
      'OPTION_TYPE --postgres-major',
    ]);
  });

  test('names the option that was probably meant', () => {
    expect(readCommandLine(['--tema', 'x']).problems[0].fix).toBe('Did you mean --team?');
    expect(readCommandLine(['--instances', '3']).problems[0].fix).toContain('.projenrc.ts');
  });

  test('an option that is set or not takes no value', () => {
    expect(codes(['--accept-insecure-release=yes'])).toEqual(['OPTION_TYPE --accept-insecure-release']);
  });
});
