import type {BuilderRow} from './builder-types.ts';

/** Something in the builder's storage that a build may have left, and how a person gets rid of it. */
export interface LeftBehind {
  readonly text: string;
  readonly next: string;
}

/** Builders take the beginning of an id. */
const short = (id: string): string => id.slice(0, 12);

/**
 * Containers that have come since a build began. Nothing that a builder tells of them says whose they are: another
 * build from the same base image may be running, and would lose its container half-way. So they are only told.
 */
export function containersLeft(row: BuilderRow, ids: readonly string[]): readonly LeftBehind[] {
  const {leftovers} = row;
  if (leftovers === undefined || ids.length === 0) return [];
  const call = (args: readonly string[]) => [row.name, ...args].join(' ');
  const names = ids.map(short);
  const they = ids.length === 1 ? 'It belongs' : 'They belong';
  return [
    {
      text: `Since this build began, ${ids.length === 1 ? 'a container has' : `${ids.length} containers have`} come from the same base image: ${names.join(', ')}. ${they} to it, or to another build that still runs.`,
      next: `When no other build runs, remove what is left: ${call(leftovers.remove(names))} (${call(leftovers.show)} lists them all).`,
    },
  ];
}

/** An image that was built and has no name. With a cache, another build may have made the very same one. */
export const imageLeft = (row: BuilderRow, id: string): LeftBehind => ({
  text: `Image ${short(id)} is left without a name.`,
  next: `When no other build runs, remove it: ${[row.name, ...row.removeImage(short(id))].join(' ')}`,
});
