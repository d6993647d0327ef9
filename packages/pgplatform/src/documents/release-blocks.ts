import { PlatformRelease } from '@pgplatform/core';
import { type Block, code, enumeration, paragraph, table } from './markdown';
import type { PlatformFacts } from './platform-facts';
import { standing } from './upgrades';

/** The versions of the platform release, and what is wrong with it. */
export function releaseBlocks(platform: PlatformFacts): Block[] {
  const { release, environments, model } = platform;
  const images = [...new Set(environments.map((environment) => environment.model.image.reference))];
  return [
    table(
      ['part', 'version'],
      [
        ['platform release', `${code(release.id)}${release.isWayPoint ? `, on the way to ${code(release.release)}` : ''}`],
        ['operator', `CloudNativePG ${release.operatorVersion}, chart ${code(`cloudnative-pg ${release.operatorChart}`)}`],
        ['backups', `${platform.backedUp.length ? '' : 'deferred; '}${backupMethod(platform)}`],
        ['PostgreSQL', enumeration(images.map(code))],
        ['Kubernetes', release.kubernetes],
        ['last day of upstream support for this operator', release.endOfLife],
        ['Argo CD', `3.2 or newer, namespace ${code(model.argoNamespace)}`],
      ],
    ),
    ...(release.isBelowFloor ? [belowFloor(release)] : []),
    ...standing(platform),
  ];
}

function backupMethod({ release, usesPlugin, hasPlugin }: PlatformFacts): string {
  const plugin = `Barman Cloud plugin ${release.pluginVersion}, chart ${code(`plugin-barman-cloud ${release.pluginChart}`)}`;
  return usesPlugin
    ? plugin
    : `Barman in the operator (\`barmanObjectStore\`); the operator’s 1.31 is announced to remove it${hasPlugin ? `. Installed and not used yet: ${plugin}` : ''}`;
}

function belowFloor(release: PlatformRelease): Block {
  return paragraph(
    `**This release is below the security floor.** CloudNativePG ${release.operatorVersion} lets the owner of a database take over the operator’s superuser`,
    'sessions (CVE-2026-55769), and passwords of roles reach `pg_stat_statements` (CVE-2026-55765).',
    `It is for adoption, transit and reference: move on to ${PlatformRelease.SECURITY_FLOOR} before tenants that do not trust each other share a cluster.`,
  );
}
