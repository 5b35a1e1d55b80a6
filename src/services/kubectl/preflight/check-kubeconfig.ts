import {kubeconfigNotices} from '../kubeconfig-members.ts';
import type {Check} from './check.ts';

/** Files that KUBECONFIG names and that are not there: what somebody looks for may be in one of them. */
export const checkKubeconfig: Check = async ({connection}) => {
  const missing = await kubeconfigNotices({...process.env, ...connection.kubectl.env});
  return {
    results: missing.map((text) => ({
      id: 'kubeconfig',
      state: 'warn',
      text,
      next: 'The others count. Leave it out of KUBECONFIG, or put it back.',
    })),
  };
};
