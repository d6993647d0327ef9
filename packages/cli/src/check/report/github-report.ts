import { plainText, withoutCredentials } from '@pgplatform/core';
import { type CheckReport, VERDICTS } from '../check-report';

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' };

/** A report as annotations of a pull request (GitHub Actions, workflow commands). */
export function githubReport({ findings, notices }: CheckReport): string {
  return [
    ...findings.map(({ severity, judge, rule, file, line, column, object, path, why, fix }) => {
      const place = { file, line, col: column, title: [rule, object?.kind, object?.name].filter(Boolean).join(' ') };
      const properties = Object.entries(place)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}=${escaped(plainText(value)).replace(/:/g, '%3A').replace(/,/g, '%2C')}`);
      return `::${LEVELS[severity]} ${properties.join(',')}::${escaped([path, why, fix, `Verdict of ${VERDICTS[judge]}.`].filter(Boolean).join('\n'))}`;
    }),
    ...notices.map((notice) => `::notice title=pgplatform check::${escaped(notice)}`),
  ].join('\n');
}

/** Without credentials, which are not known any more once it is escaped (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts, escapeData). */
function escaped(text: string): string {
  return withoutCredentials(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
