import { bootstrapReadme } from './bootstrap-readme';
import { cloudNativePgRecord } from './cloudnative-pg-record';
import type { DocumentContext } from './document-context';
import { implementationSummary } from './implementation-summary';
import { type MarkdownFile, markdownFile } from './markdown';
import { DOCUMENTS, PlatformFacts } from './platform-facts';
import { postgresReadme } from './postgres-readme';
import { repositoryStructureRecord } from './repository-structure-record';
import { rootReadme } from './root-readme';
import { storageClassRecord } from './storage-class-record';
import { verification } from './verification';

/** The documents of a generated repository, derived from what it is. */
export function documents(context: DocumentContext): MarkdownFile[] {
  const platform = new PlatformFacts(context);
  return [
    markdownFile(DOCUMENTS.readme, rootReadme(platform)),
    markdownFile(DOCUMENTS.bootstrap, bootstrapReadme(platform)),
    markdownFile(DOCUMENTS.postgres, postgresReadme(platform)),
    markdownFile(DOCUMENTS.verification, verification(platform)),
    markdownFile(DOCUMENTS.summary, implementationSummary(platform)),
    markdownFile(DOCUMENTS.cloudNativePg, cloudNativePgRecord(platform)),
    markdownFile(DOCUMENTS.storage, storageClassRecord(platform)),
    markdownFile(DOCUMENTS.gitops, repositoryStructureRecord(platform)),
  ];
}
