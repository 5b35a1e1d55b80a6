import {describeMs} from './describe-ms.ts';
import type {RolloutView} from './types.ts';

/** What is being waited for, with honest times; empty when nothing is known. */
export const waitWords = ({
  pullingForMs,
  startupProbe,
  availableInMs,
  oldTerminatingUpToMs,
}: RolloutView['eta']): string[] => [
  ...(pullingForMs === undefined ? [] : [`pulling the image for ${describeMs(pullingForMs)}`]),
  ...(startupProbe === undefined ? [] : [`startup probe ${startupProbe.attempt} of ${startupProbe.of}`]),
  ...(availableInMs === undefined ? [] : [`available in ${describeMs(availableInMs)}`]),
  ...(oldTerminatingUpToMs === undefined ? [] : [`old pods end within ${describeMs(oldTerminatingUpToMs)}`]),
];
