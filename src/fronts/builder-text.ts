import {builderRow} from '../domain/build-run/builder-rows.ts';
import type {BuilderFacts} from '../domain/build-run/builder-types.ts';
import {shellPath} from '../console/shell-quote.ts';

/** `Buildah 1.39.3 (rootless, storage overlay, /usr/bin/buildah)` */
export function builderText({builder, version, rootless, storage}: BuilderFacts, path: string): string {
  const details = [
    rootless === undefined ? undefined : rootless ? 'rootless' : 'as root',
    storage === undefined ? undefined : `storage ${storage}`,
    shellPath(path),
  ];
  const name = [builderRow(builder).label, version].filter(Boolean).join(' ');
  return `${name} (${details.filter(Boolean).join(', ')})`;
}
