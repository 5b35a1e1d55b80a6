import {isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap} from 'yaml';
import {parseAllDocuments} from '../bounded-yaml.ts';
import {PLACEHOLDER_TOKEN, TOKEN_KEY} from '../token.ts';
import {isSecretGap} from './find-placeholders.ts';

/** No secret: the practice cluster is gone with the program, and nothing in it talks to Harness. */
const TOKEN = 'practice-token';
const ENCODED = btoa(TOKEN);

/** Keys of tokens in Secrets of a delegate and of its upgrader. Source: Harness's delegate manifest. */
const TOKEN_KEYS: readonly string[] = [TOKEN_KEY, 'UPGRADER_TOKEN'];

/** What is said on practice when a token was made up. */
export const MADE_UP_TOKEN =
  'Practice: a made-up token stands in for the one that is missing; on a real cluster this is refused.';

/**
 * Manifests as the practice cluster gets them: a made-up token takes the place of the one that is still missing,
 * whether a placeholder or nothing stands there. Every other byte stays. Secrets that they leave to others are the
 * cluster's own business: it has them already.
 */
export const practiceManifests = (texts: readonly string[]): string[] =>
  texts.map((text) => withTokens(text).replaceAll(PLACEHOLDER_TOKEN, TOKEN));

/** Whether a made-up token stands in manifests as `practiceManifests` gives them. */
export const hasMadeUpToken = (texts: readonly string[]): boolean =>
  texts.some((text) => text.includes(TOKEN) || text.includes(ENCODED));

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

function withTokens(text: string): string {
  const documents = parseAllDocuments(text, {version: '1.1', logLevel: 'silent'});
  // What cannot be read is refused later, as it stands.
  if (documents.some(({errors}) => errors.length > 0)) return text;
  const edits = documents
    .flatMap(({contents}) => secretsIn(contents))
    .flatMap((secret) => tokenEdits(secret, text));
  return edits.reduceRight(
    (result, {start, end, put}) => result.slice(0, start) + put + result.slice(end),
    text,
  );
}

/** Secrets of a document, those in a list too. */
function secretsIn(node: unknown): YAMLMap[] {
  if (!isMap(node)) return [];
  const kind = node.get('kind');
  if (kind === 'Secret') return [node];
  const items = node.get('items', true);
  return kind === 'List' && isSeq(items) ? items.items.flatMap(secretsIn) : [];
}

/** In the order in which they stand. */
function tokenEdits(secret: YAMLMap, text: string): Edit[] {
  return secret.items.flatMap(({key, value}) => {
    const part = isScalar(key) ? key.value : undefined;
    if ((part !== 'data' && part !== 'stringData') || !isMap(value)) return [];
    return value.items.flatMap((pair) => editOf(pair, {text, encoded: part === 'data'}));
  });
}

function editOf(
  {key, value}: Pair,
  {text, encoded}: {readonly text: string; readonly encoded: boolean},
): Edit[] {
  if (!isScalar(key) || !TOKEN_KEYS.includes(String(key.value)) || !isScalar(value)) return [];
  if (!isMissing(value, encoded)) return [];
  const put = JSON.stringify(encoded ? ENCODED : TOKEN);
  const {range} = value;
  if (!range || !key.range) return [];
  const [start, end] = range;
  if (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED') return [];
  if (end > start) return [{start, end, put}];
  // Nothing stands there: the value goes right behind the colon.
  const colon = text.indexOf(':', key.range[1]);
  return colon < 0 ? [] : [{start: colon + 1, end: colon + 1, put: ` ${put}`}];
}

function isMissing({value}: Scalar, encoded: boolean): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value !== 'string') return false;
  return isSecretGap(value, encoded);
}
