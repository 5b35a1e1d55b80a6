import type {BuildEvent, BuildOutcome} from '../../domain/build-run/build-events.ts';
import type {ContainerBuilder, Platform} from '../../domain/build-run/builder-types.ts';
import type {Explanation} from '../../domain/build-run/explain.ts';
import type {Key} from '../keys.ts';

/** What the look for a builder found. */
export interface FoundHere {
  /** The first one that works; `says` is what it is: `Buildah 1.39.3 (storage overlay, /usr/bin/buildah)`. */
  readonly ready?: {readonly builder: ContainerBuilder; readonly label: string; readonly says: string};
  readonly unusable: readonly ({readonly builder: ContainerBuilder} & Explanation)[];
}

/** How the person left. */
export type LeftBuildBy = 'done' | 'deploy' | 'back' | 'ctrl+c' | 'signal';

/** How the screens ended. */
export interface BuildExit {
  readonly by: LeftBuildBy;
  /** Of the last run; absent when nothing was built. */
  readonly outcome?: BuildOutcome;
  readonly sentence?: string;
  /** What the registry knows the image by. */
  readonly digest?: string;
  /** The digest that the files name now. */
  readonly pinned?: string;
  /** The person's own file as it was before the digest was written into it, newest last. */
  readonly backups?: readonly string[];
  /** Files that install the delegate and do not name the digest: they are the person's own. Shell words. */
  readonly kept?: readonly string[];
}

/** What the machine asks of the world. `run` counts, so that late news is told apart. */
export type BuildEffect =
  | {readonly type: 'find-builder'; readonly run: number}
  | {
      readonly type: 'build';
      readonly run: number;
      readonly builder: ContainerBuilder;
      readonly platform: Platform;
    }
  /** `checkedId`: the image whose tools have answered already. */
  | {
      readonly type: 'push';
      readonly run: number;
      readonly builder: ContainerBuilder;
      readonly checkedId?: string;
    }
  /** Breaks the run off. */
  | {readonly type: 'stop'; readonly run: number}
  /** Writes the files anew, with this digest or without one. */
  | {readonly type: 'pin'; readonly digest?: string}
  | {readonly type: 'exit'; readonly outcome: BuildExit};

/** What happened. */
export type BuildMessage =
  | {readonly type: 'key'; readonly key: Key; readonly glued?: boolean}
  | {readonly type: 'found'; readonly run: number; readonly found: FoundHere}
  | {readonly type: 'event'; readonly run: number; readonly event: Exclude<BuildEvent, {type: 'output'}>}
  /** Lines of the builder, safe to print, oldest first. */
  | {readonly type: 'output'; readonly run: number; readonly lines: readonly string[]}
  /** Time goes on: milliseconds since the run began. */
  | {readonly type: 'tick'; readonly run: number; readonly afterMs: number}
  /** The files say so now, but for those that were kept; `backup`: what was edited, as it was. */
  | {readonly type: 'pinned'; readonly kept: readonly string[]; readonly backup?: string}
  /** The process was asked to end. */
  | {readonly type: 'signal'}
  /** `message` is one plain line, `next` says what to do. */
  | {
      readonly type: 'failed';
      readonly where: 'find-builder' | 'run' | 'pin';
      readonly run?: number;
      readonly message: string;
      readonly next?: readonly string[];
    };
