import type { RepositoryRule } from '../repository/repository-rule';
import { LAST_APPLIED } from './last-applied';
import { PLAIN_SECRET } from './plain-secret';
import { PRIVATE_KEY_TEXT } from './private-key';
import { SEAL_NAME, SEAL_SCOPE } from './seal-agreement';
import { SEAL_KEYS, SEAL_LENGTH } from './seal-key';
import { SEAL_MISSING } from './seal-missing';
import { SEAL_MANAGED, SEAL_OWNER, SEAL_RELOAD } from './seal-template';
import { SEAL_BASE64, SEAL_HEADER } from './seal-value';
import { SECRET_GENERATOR } from './secret-generator';

/** Every rule about secrets: plain ones first, then sealed ones. */
export const SECRET_RULES: readonly RepositoryRule[] = [
  PLAIN_SECRET,
  SECRET_GENERATOR,
  LAST_APPLIED,
  PRIVATE_KEY_TEXT,
  SEAL_MISSING,
  SEAL_NAME,
  SEAL_SCOPE,
  SEAL_KEYS,
  SEAL_BASE64,
  SEAL_HEADER,
  SEAL_LENGTH,
  SEAL_RELOAD,
  SEAL_OWNER,
  SEAL_MANAGED,
];
