import {sanitiseLine} from '../../domain/text.ts';
import type {RunResult} from '../run.ts';
import {FAILURE_ROWS, OTHER_FAILURE, type FailureKind, type FailureWords} from './failure-rows.ts';

export type {FailureKind};

/** Why a call of kubectl failed. */
export interface KubectlFailure {
  readonly kind: FailureKind;
  /** One plain sentence. */
  readonly message: string;
  /** What to do, one sentence. */
  readonly next: string;
  /** What kubectl said, safe to print, for those who want to see it. */
  readonly raw: string;
}

/** What a person calls the server: its host and port. */
export function serverName(server: string): string {
  const rest = server.replace(/^[a-z]+:\/\//i, '').replace(/^[^/@]*@/, '');
  return sanitiseLine(rest.split('/')[0] ?? '', {maxLength: 100}) || 'the server';
}

/** The paragraph behind kubectl's own words. Source: client-go, plugin/pkg/client/auth/exec, `installHint`. */
const INSTALL_HINT = /#client-go-credential-plugins\s*\n\s*\n((?:[^\n]+\n?){1,10})/;

/** The first row of words that fits decides; what kubectl wrote is kept beside it. */
export function classifyError(
  result: Pick<RunResult, 'end' | 'stderr'>,
  {server, context, plugin}: {readonly server: string; readonly context: string; readonly plugin?: string},
): KubectlFailure {
  const raw = result.stderr;
  const words: FailureWords = {
    server: serverName(server),
    context: sanitiseLine(context, {maxLength: 100}),
    match: '',
    hint: sanitiseLine(INSTALL_HINT.exec(raw)?.[1] ?? '', {maxLength: 300}).trim(),
  };
  for (const row of FAILURE_ROWS) {
    if (row.end !== undefined && row.end !== result.end) continue;
    if (row.kind === 'plugin-hangs' && plugin === undefined) continue;
    const match = row.pattern.exec(raw);
    if (match === null) continue;
    const found = {...words, match: sanitiseLine(match[1] ?? '', {maxLength: 200})};
    return {kind: row.kind, message: row.says(found), next: row.next(found), raw};
  }
  const last = raw.split('\n').findLast((line) => line.trim() !== '') ?? '';
  const said = {
    ...words,
    match: sanitiseLine(last.replace(/^error: /i, ''), {maxLength: 300}).replace(/\.$/, ''),
  };
  return {kind: OTHER_FAILURE.kind, message: OTHER_FAILURE.says(said), next: OTHER_FAILURE.next(said), raw};
}
