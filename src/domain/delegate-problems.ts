import type {Answers} from './answers.ts';
import {initScriptRule, permissionRule, securityContextRule} from './delegate-rules/access.ts';
import {envRule} from './delegate-rules/env.ts';
import {chartRule, terraformRule} from './delegate-rules/install.ts';
import {identityRule, objectNameRule, placeRule, pullSecretRule} from './delegate-rules/names.ts';
import {certificateRule, managerUrlRule, proxyRule} from './delegate-rules/network.ts';
import type {Finding, Rule} from './delegate-rules/rule.ts';
import {scalingRule, tolerationRule} from './delegate-rules/scaling.ts';

const RULES: readonly Rule[] = [
  identityRule,
  objectNameRule,
  placeRule,
  managerUrlRule,
  pullSecretRule,
  scalingRule,
  permissionRule,
  securityContextRule,
  initScriptRule,
  proxyRule,
  certificateRule,
  tolerationRule,
  envRule,
  chartRule,
  terraformRule,
];

/**
 * What is wrong or worth knowing about the delegate and its manifest, in answers that fit the schema.
 * Errors are what the API server or the delegate would refuse; the rest can be written all the same.
 */
export const delegateProblems = (answers: Answers): Finding[] => RULES.flatMap((rule) => rule(answers));
