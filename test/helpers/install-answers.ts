import type {Answers, PartialAnswers} from '../../src/domain/answers.ts';
import {mergeDeep} from '../../src/domain/merge.ts';
import {completeAnswers} from './arbitrary-answers.ts';

/** Answers of which every one that Helm and Terraform can express is given, on OpenShift. */
const FULL: PartialAnswers = {
  cluster: {type: 'openshift'},
  image: {registry: 'other', host: 'registry.corp:5000', repository: 'team/delegate', pullSecret: 'regcred'},
  delegate: {
    name: 'blue',
    namespace: 'delegates',
    description: 'Builds "A" for ${team} at 100 %{x}',
    tags: ['blue', 'builds'],
    permissions: 'namespace-admin',
    autoscaling: {enabled: true, min: 2, max: 6},
    serviceAccount: {annotations: {'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/blue'}},
    proxy: {host: 'proxy.corp', port: 3128, noProxy: ['10.0.0.1'], secretName: 'proxy-login'},
    caSecret: 'corp-ca',
    caBuildPaths: ['/etc/ssl/certs/ca-bundle.crt'],
    initScript: 'echo "$HOME"\nls ${HOME}\n',
    nodeSelector: {'kubernetes.io/arch': 'amd64'},
    tolerations: [{key: 'builds', operator: 'Exists', effect: 'NoSchedule'}],
    env: {POLL_FOR_TASKS: 'true'},
  },
};

/** Those answers for a way to install, with what is different on top. */
export const fullAnswers = (install: Answers['delegate']['install'], token: PartialAnswers = {}): Answers =>
  completeAnswers(mergeDeep(mergeDeep(FULL, {delegate: {install}}), token) as PartialAnswers);
