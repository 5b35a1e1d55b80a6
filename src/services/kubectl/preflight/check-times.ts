import {deadlineAdvice, deploymentTimes} from '../../../domain/deploy/deadline.ts';
import {isObject} from '../../../domain/deploy/json.ts';
import {objectKey} from '../../../domain/deploy/object-ref.ts';
import type {Check} from './check.ts';

/** Can a healthy start be done before Kubernetes calls it failed? */
export const checkTimes: Check = async ({objects, before}) => ({
  results: objects
    .filter(({ref}) => ref.kind === 'Deployment')
    .map(({ref, value}) => {
      const advice = deadlineAdvice(deploymentTimes(value), {update: isObject(before.get(objectKey(ref)))});
      return {id: 'times', state: advice.next === undefined ? 'ok' : 'warn', ...advice} as const;
    }),
});
