import {describeMs} from '../domain/rollout/describe-ms.ts';
import {sanitiseLine} from '../domain/text.ts';
import type {RunRecord} from '../services/run-record.ts';

const MINUTE_MS = 60_000;

/** `An unfinished rollout was begun 3 min ago: custom-del on prod-east.` */
export function unfinishedSentence({started, deployment, target}: RunRecord, now: Date): string {
  const ageMs = now.getTime() - Date.parse(started);
  const when =
    ageMs >= MINUTE_MS ? ` ${describeMs(Math.floor(ageMs / MINUTE_MS) * MINUTE_MS)} ago` : ' a moment ago';
  const short = (text: string) => sanitiseLine(text, {maxLength: 60});
  return `An unfinished rollout was begun${Number.isNaN(ageMs) ? '' : when}: ${short(deployment.name)} on ${short(target.context)}.`;
}
