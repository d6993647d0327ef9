import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { text } from '../field';
import { SCHEDULED_BACKUP } from '../kind';
import type { RepositoryRule } from '../repository-rule';

/** P-02: a schedule has six fields. */
export const SIX_FIELD_CRON: RepositoryRule = {
  id: 'P-02',
  kinds: ['ScheduledBackup'],
  phase: Phase.REPOSITORY,
  says: 'A schedule has six fields, the second first; five are read as second, minute, hour, day and month.',
  fix: 'Put the second in front.',
  source: 'cloudnative-pg internal/webhook/v1/scheduledbackup_webhook.go (robfig/cron v1.2.0)',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository.ofKind(SCHEDULED_BACKUP).flatMap((on) => {
      const schedule = text(on.object, 'spec.schedule') ?? '';
      const path = ['spec', 'schedule'];
      return schedule.trim().split(/\s+/).length === 5
        ? [{ on, path, given: schedule, allowed: `0 ${schedule.trim()}`, edits: [{ path, value: `0 ${schedule.trim()}` }] }]
        : [];
    }),
};
