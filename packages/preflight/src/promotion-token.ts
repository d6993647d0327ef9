import { jsonFields } from './liveness-pinger';

const PARTS = [
  'latestCheckpointTimelineID',
  'redoWalFile',
  'databaseSystemIdentifier',
  'latestCheckpointREDOLocation',
  'timeOfLatestCheckpoint',
  'operatorVersion',
];

/** What is wrong with a promotion token, if anything (cloudnative-pg pkg/utils ParsePgControldataToken and IsValid). */
export function promotionTokenProblem(token: string): string | undefined {
  const base64 = token.replace(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return 'The promotion token is not base64.';
  const content = jsonFields(Buffer.from(base64, 'base64').toString());
  if (!content) return 'The promotion token does not hold JSON.';
  const missing = PARTS.find((part) => typeof content[part.toLowerCase()] !== 'string' || content[part.toLowerCase()] === '');
  return missing && `The promotion token lacks ${missing}.`;
}
