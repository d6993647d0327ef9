import { type Block, bullets, code, heading, link, paragraph, plain } from './markdown';
import { DOCUMENTS, type PlatformFacts } from './platform-facts';
import { architecture } from './postgres-readme/architecture';
import { configuration } from './postgres-readme/configuration';
import { databases } from './postgres-readme/databases';
import { monitoring } from './postgres-readme/monitoring';
import { objectStore } from './postgres-readme/object-store';
import { recovery } from './postgres-readme/recovery';
import { scaling } from './postgres-readme/scaling';
import { sealing } from './postgres-readme/sealing';
import { troubleshooting } from './postgres-readme/troubleshooting';
import { releaseBlocks } from './release-blocks';

/** The manual of the databases. */
export function postgresReadme(platform: PlatformFacts): Block[] {
  return [
    heading(1, 'PostgreSQL'),
    paragraph(
      `The databases of ${plain(platform.model.team)}: how they are built, changed, watched and restored.`,
      `Health checks are in ${link('VERIFICATION.md', DOCUMENTS.verification)}; decisions, risks and limits in ${link('IMPLEMENTATION_SUMMARY.md', DOCUMENTS.summary)}.`,
    ),
    ...releaseBlocks(platform),
    ...contents(platform),
    ...architecture(platform),
    ...configuration(platform),
    ...objectStore(platform),
    ...sealing(platform),
    ...databases(platform),
    ...scaling(platform),
    ...recovery(platform),
    ...monitoring(platform),
    ...troubleshooting(platform),
  ];
}

function contents({ destinations }: PlatformFacts): Block[] {
  return destinations.length > 1
    ? [
        bullets([
          `The environments are in ${destinations.length} Kubernetes clusters (${destinations.map(code).join(', ')}): choose the kubectl context of the environment before a command.`,
        ]),
      ]
    : [];
}
