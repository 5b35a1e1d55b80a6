import type {FindingRow, Sign, Words} from './finding-row.ts';
import {FINDING_ROWS} from './finding-rows/finding-rows.ts';

/** Kinds as their manifests spell them. */
const KIND_NAMES: Readonly<Record<string, string>> = {
  secret: 'Secret',
  configmap: 'ConfigMap',
  config: 'ConfigMap',
  persistentvolumeclaim: 'PersistentVolumeClaim',
  serviceaccount: 'ServiceAccount',
};

function namedGroups(match: RegExpExecArray | null): Words {
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(match?.groups ?? {})) {
    if (value !== undefined)
      words[name] = name === 'kind' ? (KIND_NAMES[value.toLowerCase()] ?? value) : value;
  }
  return words;
}

/** The row of the findings table for a sign, and the sign with the words that the row's pattern found. */
export function findRow(sign: Sign): {readonly row: FindingRow; readonly sign: Sign} | undefined {
  for (const row of FINDING_ROWS) {
    if (row.signal !== sign.signal) continue;
    if (row.reasons !== undefined && !row.reasons.includes(sign.reason)) continue;
    const match = row.pattern?.exec(sign.text);
    if (match === null || row.when?.(sign) === false) continue;
    return {row, sign: match === undefined ? sign : {...sign, words: {...sign.words, ...namedGroups(match)}}};
  }
  return undefined;
}
