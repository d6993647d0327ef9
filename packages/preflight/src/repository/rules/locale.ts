import { plainText } from '@pgplatform/core';
import { Judge, Phase } from '../../rule';
import { Severity } from '../../severity';
import { imageOf } from '../cluster-image';
import { field, text } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

const FIELDS = ['locale', 'localeCollate', 'localeCType'];
const IN_EVERY_IMAGE = /^(C|POSIX|C\.utf-?8)$/i;
const IN_OLD_SYSTEM_IMAGES = /^(C|POSIX|C\.utf-?8|en_US\.utf-?8)$/i;

/** P-12: the image has the locale that initdb asks for. */
export const LOCALE: RepositoryRule = {
  id: 'P-12',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  judge: Judge.POSTGRESQL,
  says: 'The image has the locale that initdb is asked for; minimal images have C, C.UTF-8 and POSIX only.',
  fix: 'Use a standard image, or C.UTF-8.',
  source: 'https://github.com/cloudnative-pg/postgres-containers',
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const image = imageOf(repository, on);
      return FIELDS.flatMap((name) => {
        const locale = text(on.object, `spec.bootstrap.initdb.${name}`);
        const path = ['spec', 'bootstrap', 'initdb', name];
        if (locale === undefined || !image?.flavour) return [];
        if (image.flavour === 'minimal' && !IN_EVERY_IMAGE.test(locale))
          return [{ on, path, given: locale, allowed: 'C, C.UTF-8, POSIX' }];
        const old = image.flavour === 'system' && !image.debian;
        if (old && !IN_OLD_SYSTEM_IMAGES.test(locale)) {
          return [
            {
              on,
              path,
              given: locale,
              allowed: 'C, C.utf8, en_US.utf8, POSIX',
              why: 'Images from before flavours have few locales.',
              severity: Severity.WARNING,
            },
          ];
        }
        const encoding = field(on.object, 'spec.bootstrap.initdb.encoding') ?? 'UTF8';
        const plain = /^[a-z]{2}_[A-Z]{2}$/.test(locale) && /^utf-?8$/i.test(plainText(encoding));
        return plain
          ? [
              {
                on,
                path,
                given: locale,
                allowed: `${locale}.utf8`,
                severity: Severity.WARNING,
                why: `${locale} without a charset is usually ISO-8859-1 in Debian, which initdb refuses with UTF8.`,
                edits: [{ path, value: `${locale}.utf8` }],
              },
            ]
          : [];
      });
    }),
};
