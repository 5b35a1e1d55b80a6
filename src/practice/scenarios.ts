import {CLUSTER_SCENARIOS} from './scenarios/cluster-scenarios.ts';
import {LINE_SCENARIOS} from './scenarios/line-scenarios.ts';
import type {Scenario} from './scenarios/scenario.ts';

export type {Scenario} from './scenarios/scenario.ts';

/** Everything that can be practised: what happens in a cluster, then what happens to the line. */
export const SCENARIOS: readonly Scenario[] = [...CLUSTER_SCENARIOS, ...LINE_SCENARIOS];

/** The scenario of this name, if there is one. */
export const scenarioNamed = (name: string): Scenario | undefined =>
  SCENARIOS.find((one) => one.name === name);
