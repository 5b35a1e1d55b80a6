import {at} from '../deploy/json.ts';
import type {Security} from './types.ts';

type Reader<T> = (value: unknown) => T | undefined;
const number: Reader<number> = (value) => (typeof value === 'number' ? value : undefined);
const yesNo: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

const READERS: {readonly [Key in keyof Security]-?: Reader<NonNullable<Security[Key]>>} = {
  runAsUser: number,
  runAsNonRoot: yesNo,
  fsGroup: number,
  privileged: yesNo,
  allowPrivilegeEscalation: yesNo,
  readOnlyRootFilesystem: yesNo,
};

/** The security context that holds for a container: its own wins over that of the pod. */
export function readSecurity(container: unknown, workload: unknown): Security {
  const pod = at(workload, 'spec', 'template', 'spec', 'securityContext');
  const own = at(container, 'securityContext');
  const entries = Object.entries(READERS).map(([key, read]) => [
    key,
    read(at(own, key)) ?? read(at(pod, key)),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Security;
}

/** For people: `user 0 (root), no privilege escalation`. */
export function securityWords(security: Security): string {
  const {runAsUser, runAsNonRoot, fsGroup, privileged, allowPrivilegeEscalation, readOnlyRootFilesystem} =
    security;
  const words = [
    runAsUser === undefined
      ? 'the image decides the user'
      : `user ${runAsUser}${runAsUser === 0 ? ' (root)' : ''}`,
    ...(runAsNonRoot === true ? ['never root'] : []),
    ...(fsGroup === undefined ? [] : [`files of group ${fsGroup}`]),
    ...(privileged === true ? ['privileged'] : []),
    ...(allowPrivilegeEscalation === false ? ['no privilege escalation'] : []),
    ...(readOnlyRootFilesystem === true ? ['read-only file system'] : []),
  ];
  return words.join(', ');
}
