import {FLAG, KUBECTL, HELM_2, HELM_3, harness, HARNESS, type Release} from './release.ts';

/** What Harness publishes. Source: harness/delegate-dockerfile and its history. */
export const HARNESS_RELEASES: readonly Release[] = [
  harness('kubectl', /^1\.(35\.3|33\.5|28\.7|24\.3)$/, KUBECTL),
  harness('helm', /^3\.(15\.4|13\.3|12\.0|8\.0|1\.2)$/, HELM_3),
  harness('helm', /^2\.13\.1$/, HELM_2),
  harness('oc', /^4\.(18\.36|17\.45|17\.30|15\.25|13\.32|13\.4|2\.16)$/, ['version --client']),
  harness('kustomize', /^4\.5\.4$/, ['version', 'version --short']),
  harness('chartmuseum', /^0\.(16\.5|16\.3|15\.0)$/, ['--version', '-v']),
  harness('kubelogin', /^0\.(2\.17|1\.9|1\.1)$/, FLAG),
  harness('go-template', /^0\.4\.(15|12|11|9|8|7|5|4|2)$/, ['-v', '--version']),
  harness('harness-pywinrm', /^0\.4-dev$/, ['-v', '--version']),
  harness('harness-helm-post-renderer', /^0\.(2\.2|2\.0|1\.[034567])$/, [
    '--version',
    '-v',
    'version',
    '--help',
    '-h',
  ]),
  harness('harness-credentials-plugin', /^0\.1\.[0123]$/, ['--version', '-v', 'version', '--help', '-h']),
  {
    tool: 'scm',
    url: `${HARNESS}/scm/release/{V}/bin/linux/{a}/scm`,
    as: 'program',
    published: /^[0-9a-f]{8,9}$/,
    accepts: FLAG,
  },
  // No version flag: it takes a directory and --json.
  harness('terraform-config-inspect', /^1\.3$/, ['--help', '-h', '.', '--json .']),
  {
    tool: 'terraform-config-inspect',
    url: `${HARNESS}/terraform-config-inspect/v{V}/linux/{a}/terraform-config-inspect`,
    as: 'program',
    published: /^1\.[12]$/,
    accepts: ['--help', '-h', '.', '--json .'],
  },
];
