import {when, type Rule} from './rule.ts';

/** Replicas are set in one place: by the answer, or by the autoscaler. */
export const scalingRule: Rule = ({delegate: {autoscaling, replicas}}) => {
  if (!autoscaling.enabled) return [];
  return [
    ...when(autoscaling.min > autoscaling.max, {
      field: 'delegate.autoscaling.max',
      code: 'invalid',
      severity: 'error',
      message: `At most ${autoscaling.max} replicas are fewer than at least ${autoscaling.min}. Raise the one or lower the other.`,
    }),
    ...when(replicas !== undefined, {
      field: 'delegate.replicas',
      code: 'ignored',
      severity: 'warning',
      message:
        'The autoscaler sets the replicas, so this number is not used. Remove it, or turn autoscaling off.',
    }),
    {
      field: 'delegate.autoscaling.enabled',
      code: 'autoscaling-memory',
      severity: 'notice',
      message:
        'A JVM seldom gives memory back, so replicas that were added tend to stay. Choose --max-replicas so that you can afford it; the cluster needs metrics-server.',
    },
  ];
};

/** What the API server says about tolerations, before it says it. Source: Kubernetes API reference, Toleration. */
export const tolerationRule: Rule = ({delegate}) =>
  delegate.tolerations.flatMap(({key, operator, value}, index) => {
    const field = `delegate.tolerations.${index}`;
    return [
      ...when(operator === 'Exists' && Boolean(value), {
        field,
        code: 'invalid',
        severity: 'error',
        message: 'A toleration with operator Exists takes no value. Remove the value, or use Equal.',
      }),
      ...when(operator !== 'Exists' && key === undefined, {
        field,
        code: 'invalid',
        severity: 'error',
        message: 'A toleration without a key needs the operator Exists. Give the key, or that operator.',
      }),
    ];
  });
