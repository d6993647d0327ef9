import { posix } from 'node:path';
import { MEASURED_ON } from '@pgplatform/facts';
import { readYaml } from '@pgplatform/test-kit';
import type { DocumentContext } from '../../src/documents/document-context';
import type { MarkdownFile } from '../../src/documents/markdown';
import { CommandCheck } from './command-check';
import { KNOWN_METRICS } from './known-metrics';
import { type MarkdownParts, markdownParts } from './markdown-parts';
import { PlatformNames } from './platform-names';
import { shellCommands } from './shell-command';

/** Figures that are part of a rule, not of a repository: the cap of maintenance_work_mem. */
const RULE_FIGURES = ['2048MB'];

/** A role that looks like a metric. */
const METRICS_ROLE = 'cnpg_metrics_exporter';

const DIFFERENCES = '## What differs from the reference';

/**
 * What documents say that is not so: names, paths, namespaces, links, commands, metrics and figures that neither the manifests nor
 * the model have.
 */
export function documentProblems(context: DocumentContext, documents: MarkdownFile[]): string[] {
  const names = new PlatformNames(context, documents);
  const all = documents.map(markdownParts);
  return all.flatMap((document) =>
    [
      ...links(document, all, names),
      ...commands(document, names),
      ...inline(document, names),
      ...metrics(document),
      ...figures(document, context),
      ...fences(document),
      ...style(document),
    ].map((problem) => `${document.path}: ${problem}`),
  );
}

function links(document: MarkdownParts, all: MarkdownParts[], names: PlatformNames): string[] {
  return document.links.flatMap(({ target }) => {
    const [path, fragment] = target.split('#');
    const resolved = posix.normalize(posix.join(posix.dirname(document.path), path || posix.basename(document.path)));
    if (!names.hasPath(resolved)) {
      return [`link to ${resolved}, which is not there`];
    }
    const other = all.find((candidate) => candidate.path === resolved);
    return fragment && !other?.anchors.includes(fragment) ? [`link to ${resolved}#${fragment}, a heading that is not there`] : [];
  });
}

function commands(document: MarkdownParts, names: PlatformNames): string[] {
  const check = new CommandCheck(names);
  const texts = [
    ...document.fences.filter(({ language }) => language === 'sh').map(({ text }) => text),
    ...document.inlineCode.filter((code) => /^(kubectl|npx|argocd|aws|az|gcloud) /.test(code)),
  ];
  return texts
    .flatMap(shellCommands)
    .flatMap((words) => check.problems(words).map((problem) => `\`${words.join(' ')}\`: ${problem}`));
}

function inline(document: MarkdownParts, names: PlatformNames): string[] {
  // Below the heading of the differences stand names of the reference too.
  const [own] = document.text.split(DIFFERENCES);
  return markdownParts({ path: document.path, text: own }).inlineCode.flatMap((code) => {
    if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(code) && !names.hasName(code)) {
      return [`\`${code}\` is the name of nothing`];
    }
    if (/^[\w.-]+\/[\w./-]*$/.test(code)) {
      const known =
        names.hasPath(code.replace(/\/$/, '')) ||
        names.isNewFile(code) ||
        names.hasQualifiedName(code) ||
        names.isAcknowledged(code);
      return known ? [] : [`\`${code}\` is neither a path nor an object`];
    }
    const host = /^([\w-]+)\.([\w-]+)\.svc(:5432)?$/.exec(code);
    if (host && !names.hasService(host[2], host[1])) {
      return [`\`${code}\` is the host of no Service`];
    }
    if (/^[A-Z]+(_[A-Z]+)+$/.test(code) && !names.hasKey(code)) {
      return [`\`${code}\` is the key of nothing`];
    }
    return [];
  });
}

function metrics(document: MarkdownParts): string[] {
  const used = document.text.match(/\b(cnpg|barman_cloud|kubelet)_[a-z_]+\b/g) ?? [];
  // `cnpg_collector_(up|…)` is a regular expression, `cnpg_wal_…` is what does not exist.
  return used
    .filter((metric) => !metric.endsWith('_') && metric !== METRICS_ROLE && !KNOWN_METRICS.has(metric))
    .map((metric) => `there is no metric ${metric}`);
}

function figures({ text }: MarkdownParts, context: DocumentContext): string[] {
  // What was measured was measured elsewhere.
  const [own] = text.replaceAll(MEASURED_ON, '').split(DIFFERENCES);
  const facts = JSON.stringify([context.effective, context.files, context.model, context.release]);
  const versions = [
    context.release.operatorVersion,
    context.release.operatorChart,
    context.release.pluginChart,
    context.release.pluginVersion,
    '0.40.0',
  ];
  const dates = [context.release.endOfLife, '2012-10-17', ...context.model.acknowledgements.map(({ expires }) => expires)];
  return [
    ...matches(own, /\b\d+(?:\.\d+)?(?:Ki|Mi|Gi|Ti|kB|MB|GB|TB)\b/g).filter(
      (figure) => !new RegExp(`\\b${figure.replace('.', '\\.')}\\b`).test(facts) && !RULE_FIGURES.includes(figure),
    ),
    ...matches(own, /(?:s3|gs|https):\/\/[^\s`"'<)]+/g).filter(
      (url) => !isKnownUrl(url, facts) && !url.startsWith('https://cloudnative-pg.io'),
    ),
    ...matches(own, /\b\d+\.\d+\.\d+\b/g).filter((version) => !versions.includes(version) && !facts.includes(version)),
    ...matches(text, /\b\d{4}-\d{2}-\d{2}\b/g).filter((date) => !dates.includes(date)),
  ].map((figure) => `${figure} is not a figure of this repository`);
}

function matches(text: string, pattern: RegExp): string[] {
  return [...new Set(text.match(pattern) ?? [])];
}

/** A URL of the manifests, or a folder above or below one: a bucket, an archive. */
function isKnownUrl(url: string, facts: string): boolean {
  const trimmed = url.replace(/\/$/, '');
  return facts.includes(trimmed) || matches(facts, /(?:s3|gs|https):\/\/[^"]+/g).some((known) => trimmed.startsWith(`${known}/`));
}

function fences({ fences: all }: MarkdownParts): string[] {
  return all.flatMap(({ language, text }) => {
    try {
      if (language === 'json') {
        JSON.parse(text);
      } else if (language === 'yaml' && (/[&*]a\d/.test(text) || readYaml(text).some((object) => !object?.kind))) {
        return ['a YAML block with anchors, or without a kind'];
      }
      return ['sh', 'sql', 'ts', 'json', 'yaml', 'mermaid'].includes(language) ? [] : [`a fence of the language "${language}"`];
    } catch (error) {
      return [`a ${language} block that cannot be read: ${error}`];
    }
  });
}

const NEVER: [RegExp, string][] = [
  [/kubectl (get|describe|edit|patch|annotate) (cluster|clusters|backup|backups|database)\b(?!\.)/, 'an ambiguous resource name'],
  // An Application holds nothing: what it applied stays.
  [/kubectl delete (?!applications\.argoproj\.io .*--cascade=orphan)/, 'kubectl delete'],
  [/psql -U (?!postgres\b)(?!` with another)/, 'psql as a role that the local socket refuses'],
  [/—| – /, 'a dash between clauses'],
  [/\b(undefined|NaN|null|\[object)\b/, 'a value that is not there'],
  [/repo:/, 'a link that was not resolved'],
  [/\b(seamless|powerful|robust|effortless|blazing|cutting-edge|leverage|simply|easily)/i, 'advertising'],
  [/\bTODO\b|\bTBD\b/, 'something unfinished'],
];

function style({ path, text, prose, anchors, inlineCode }: MarkdownParts): string[] {
  const differs = path.endsWith('IMPLEMENTATION_SUMMARY.md') ? prose.split(DIFFERENCES)[0] : prose;
  return [
    ...NEVER.filter(([pattern]) => pattern.test(text)).map(([, what]) => what),
    ...(/\breference (says|has)|in the reference\b|the reference’s/i.test(differs)
      ? ['a deviation is explained outside of its heading']
      : []),
    ...(new Set(anchors).size < anchors.length && !path.startsWith('adr/') ? ['two headings of one name'] : []),
    ...(inlineCode.includes('UNBALANCED `') ? ['an inline code that is not closed'] : []),
    ...(text.endsWith('\n') && !text.endsWith('\n\n') ? [] : ['no newline at the end']),
  ];
}
