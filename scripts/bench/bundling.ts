import type {Plugin} from 'esbuild';

interface Plugins {
  readonly withoutDevtools: Plugin;
  readonly directYoga: Plugin;
  readonly lateGraphemes: Plugin;
}

/** What our own build does, for programs that are bundled here. It is plain JavaScript, so its types are said here. */
export const {withoutDevtools, directYoga, lateGraphemes} = (await import(
  new URL('../bundle-plugins.js', import.meta.url).href
)) as Plugins;
