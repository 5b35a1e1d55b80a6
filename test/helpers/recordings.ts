import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {KubeObject} from '../../src/practice/objects.ts';

export type RecordedLine = {
  t: number;
  kind?: string;
  list?: {resourceVersion: string; items: KubeObject[]};
  event?: {type: string; object: KubeObject};
  step?: string;
};

/** A recorded rollout: what list and watch gave on a real cluster, line by line. */
export function readRecording(name: string): RecordedLine[] {
  const file = fileURLToPath(new URL(`../recordings/${name}.ndjson`, import.meta.url));
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as RecordedLine);
}
