import type {Environment} from '../../domain/environment.ts';
import {BUILDER_ROWS, builderRow} from '../../domain/build-run/builder-rows.ts';
import type {BuilderFacts, BuilderRow, ContainerBuilder} from '../../domain/build-run/builder-types.ts';
import {explainFailure} from '../../domain/build-run/explain-failure.ts';
import type {Explanation} from '../../domain/build-run/explain.ts';
import {readProbe} from '../../domain/build-run/read-probe.ts';
import {sanitiseLine} from '../../domain/text.ts';
import {findProgram} from '../run/find-program.ts';
import {callBuilder, QUESTION_TIMEOUT_MS, type BuilderProgram} from './builder-call.ts';

/** A builder that answers. */
export interface ReadyBuilder extends BuilderProgram {
  readonly facts: BuilderFacts;
}

/** A builder that cannot be used, and why. */
export interface UnusableBuilder extends Explanation {
  readonly builder: ContainerBuilder;
}

export interface FoundBuilder {
  /** The first one that works. */
  readonly ready?: ReadyBuilder;
  /** Those that were looked at before it, or all. */
  readonly unusable: readonly UnusableBuilder[];
}

/**
 * Looks for docker, podman and buildah in PATH and asks each what it is, until one works; with `wanted` for that
 * one alone. Does not throw.
 */
export async function findBuilder({
  wanted,
  env,
  cwd,
  signal,
}: {
  readonly wanted?: ContainerBuilder;
  readonly env: Environment;
  readonly cwd: string;
  readonly signal?: AbortSignal;
}): Promise<FoundBuilder> {
  const unusable: UnusableBuilder[] = [];
  const rows = wanted === undefined ? BUILDER_ROWS : [builderRow(wanted)];
  for (const row of rows) {
    const looked = await lookAt(row, {env, cwd, ...(signal === undefined ? {} : {signal})});
    if ('facts' in looked) return {ready: looked, unusable};
    unusable.push({builder: row.name, ...looked});
  }
  return {unusable};
}

interface Place {
  readonly env: Environment;
  readonly cwd: string;
  readonly signal?: AbortSignal;
}

async function lookAt(row: BuilderRow, {env, cwd, signal}: Place): Promise<ReadyBuilder | Explanation> {
  const found = await findProgram(row.name, {env, cwd});
  if (found.kind !== 'found') return missing(row, found.kind, found.kind === 'absent' ? '' : found.path);
  const {path} = found;
  const {end, ok, stdout, stderr} = await callBuilder(
    {row, path, env},
    {args: row.probe, timeoutMs: QUESTION_TIMEOUT_MS, ...(signal === undefined ? {} : {signal})},
  );
  if (end === 'timeout')
    return {
      code: 'no-answer',
      cause: `${row.label} did not answer within ${QUESTION_TIMEOUT_MS / 1000} s.`,
      next: ['Restart it, and try again.'],
    };
  const answer = readProbe(row.name, {ok, stdout, stderr});
  if (answer.state === 'trouble') {
    const lines = answer.text.split('\n').map((line) => sanitiseLine(line));
    return explainFailure('probe', lines, {builder: row.label, program: row.name});
  }
  const {facts} = answer;
  return {row: builderRow(facts.builder), path, env, facts};
}

function missing(row: BuilderRow, kind: 'absent' | 'blocked' | 'untrusted', path: string): Explanation {
  const shown = sanitiseLine(path, {maxLength: 300});
  const causes = {
    absent: `${row.label} is not installed, or not in a directory of PATH.`,
    blocked: `${shown} is there, but you may not run it.`,
    untrusted: `The only ${row.name} lies at ${shown}, in the directory you work in; it is not run.`,
  };
  return {code: kind, cause: causes[kind], next: [`Install ${row.label}: ${row.install}`]};
}
