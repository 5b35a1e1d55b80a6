import {serviceAccountName} from '../manifest/names.ts';
import {effectiveSecurityContext, sccCommand} from '../manifest/security.ts';
import {when, type Rule} from './rule.ts';

/** What the delegate may do in its cluster, and through which service account. */
export const permissionRule: Rule = ({delegate}) => {
  const {create, annotations} = delegate.serviceAccount;
  const name = serviceAccountName({delegate});
  const admin = delegate.permissions === 'cluster-admin';
  return [
    ...when(admin, {
      field: 'delegate.permissions',
      code: 'cluster-admin',
      severity: 'warning',
      message:
        'The delegate gets cluster-admin, as in Harness’s own manifest. If it works in its own namespace only, choose namespace-admin.',
    }),
    ...when(admin && name === 'default', {
      field: 'delegate.serviceAccount.name',
      code: 'shared-service-account',
      severity: 'notice',
      message:
        'Pods of the namespace that name no service account use "default", so they become cluster-admin too. Leave --service-account out, and the delegate gets one of its own.',
    }),
    ...when(!create && name !== 'default', {
      field: 'delegate.serviceAccount.create',
      code: 'service-account-expected',
      severity: 'notice',
      message: `Service account ${name} must exist in namespace ${delegate.namespace} before the manifest is applied; or let the manifest make it.`,
    }),
    ...when(!create && Object.keys(annotations).length > 0, {
      field: 'delegate.serviceAccount.annotations',
      code: 'ignored',
      severity: 'warning',
      message:
        'Annotations are only written when the manifest makes the service account. Choose that, or annotate the existing one.',
    }),
  ];
};

/** Whether the cluster lets the container run as the chosen user. Source: OpenShift docs, managing SCCs. */
export const securityContextRule: Rule = (answers) => {
  const context = effectiveSecurityContext(answers);
  const field = 'delegate.securityContext';
  const grant = `let an administrator run: ${sccCommand(answers)}`;
  if (answers.cluster.type === 'openshift' && context !== 'cluster-uid') {
    const uid = context === 'root' ? 'root' : 'uid 1001';
    const message = `OpenShift’s restricted-v2 refuses ${uid}, and no pod appears. Choose cluster-uid, or ${grant}`;
    return [{field, code: 'scc-needed', severity: 'warning', message}];
  }
  return [
    ...when(context === 'anyuid', {
      field,
      code: 'openshift-only',
      severity: 'warning',
      message:
        'anyuid is for OpenShift and sets no seccomp profile, which Pod Security "restricted" asks for. Choose non-root on Kubernetes.',
    }),
    ...when(context === 'root' && answers.delegate.initScript === undefined, {
      field,
      code: 'root-unneeded',
      severity: 'warning',
      message: 'The delegate runs as root without an INIT_SCRIPT that needs it. Choose auto.',
    }),
  ];
};

/** INIT_SCRIPT installs packages, which needs root. */
export const initScriptRule: Rule = (answers) =>
  when(Boolean(answers.delegate.initScript) && effectiveSecurityContext(answers) !== 'root', {
    field: 'delegate.initScript',
    code: 'init-script-without-root',
    severity: 'warning',
    message:
      'Installing packages in INIT_SCRIPT needs root and stops here with "Failed to create: /var/cache/yum/metadata". Put the tools into the image instead.',
  });
