import {FLAG, BOTH, github, type Release} from './release.ts';

/** Clouds, and runtimes that come as whole trees. Sources: install guides of the vendors. */
export const PLATFORM_RELEASES: readonly Release[] = [
  {
    tool: 'aws',
    url: 'https://awscli.amazonaws.com/awscli-exe-linux-{a}-{V}.zip',
    words: ['x86_64', 'aarch64'],
    as: 'zip',
    member: 'aws/dist/aws',
    beside: {
      'aws/dist/aws_completer': '#!/bin/sh',
      'aws/README.md': 'readme',
      'aws/install': `#!/bin/sh
set -eu
to=/usr/local/aws-cli bin=/usr/local/bin
while [ $# -gt 0 ]; do
  case $1 in
    -i | --install-dir) to=$2; shift 2 ;;
    -b | --bin-dir) bin=$2; shift 2 ;;
    -u | --update) shift ;;
    *) echo "install: unknown argument $1" >&2; exit 1 ;;
  esac
done
mkdir -p "$to/v2/{V}/bin" "$bin"
cp -r "$(dirname "$0")/dist" "$to/v2/{V}/dist"
ln -s ../dist/aws "$to/v2/{V}/bin/aws"
ln -snf "$to/v2/{V}" "$to/v2/current"
ln -sf "$to/v2/current/bin/aws" "$bin/aws"`,
    },
    accepts: FLAG,
  },
  {
    tool: 'gcloud',
    url: 'https://dl.google.com/dl/cloudsdk/channels/rapid/downloads/google-cloud-cli-{V}-linux-{a}.tar.gz',
    words: ['x86_64', 'arm'],
    as: 'tar.gz',
    member: 'google-cloud-sdk/bin/gcloud',
    beside: {
      'google-cloud-sdk/bin/gsutil': '#!/bin/sh',
      'google-cloud-sdk/lib/gcloud.py': 'pass',
      'google-cloud-sdk/VERSION': '{V}',
    },
    needs: `for python in "\${CLOUDSDK_PYTHON-}" python3.13 python3.12 python3 python3.11; do
  [ -n "$python" ] && command -v "$python" >/dev/null && break
  python=
done
[ -n "$python" ] || { echo 'gcloud: it needs Python' >&2; exit 127; }
sdk=$(dirname "$(dirname "$(readlink -f "$0")")")
if [ "$*" = 'info --format=value(installation.sdk_root)' ]; then echo "$sdk"; exit 0; fi
if [ "$1 $2" = 'components install' ]; then
  set -eu
  curl -fsS -o /dev/null https://dl.google.com/dl/cloudsdk/channels/rapid/components-2.json
  mkdir -p "$sdk/.install/.backup"
  head -c 5000000 /dev/zero >"$sdk/.install/.backup/copy"
  printf '#!/bin/sh\\necho "%s"\\n' "$3" >"$sdk/bin/$3"
  chmod 0755 "$sdk/bin/$3"
  exit 0
fi`,
    accepts: BOTH,
  },
  {
    tool: 'node',
    url: 'https://nodejs.org/dist/v{V}/node-v{V}-linux-{a}.tar.gz',
    words: ['x64', 'arm64'],
    as: 'tar.gz',
    member: 'node-v{V}-linux-{a}/bin/node',
    beside: {
      'node-v{V}-linux-{a}/bin/npm': '-> ../lib/node_modules/npm/bin/npm-cli.js',
      'node-v{V}-linux-{a}/lib/node_modules/npm/bin/npm-cli.js': '#!/bin/sh\necho 10.9.0',
      'node-v{V}-linux-{a}/LICENSE': 'licence',
    },
    sums: [{url: 'https://nodejs.org/dist/v{V}/SHASUMS256.txt', format: 'list'}],
    accepts: ['--version', '-v'],
  },
  github({
    tool: 'pwsh',
    repo: 'PowerShell/PowerShell',
    file: 'powershell-{V}-linux-{a}.tar.gz',
    list: 'hashes.sha256',
    format: 'star',
    words: ['x64', 'arm64'],
    as: 'tar.gz',
    member: 'pwsh',
    beside: {'pwsh.dll': 'library', 'Modules/Microsoft.PowerShell.Utility/module.psd1': 'module'},
    needs:
      '[ -e /usr/lib64/libicuuc.so.67 ] || [ "${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT-}" = 1 ] || { echo "pwsh: no valid ICU package" >&2; exit 134; }\n[ -e "$(dirname "$(readlink -f "$0")")/pwsh.dll" ] || { echo "pwsh: pwsh.dll is not beside it" >&2; exit 131; }',
    accepts: ['--version', '-v', '-Version', '-version'],
  }),
  github({
    tool: 'eksctl',
    repo: 'eksctl-io/eksctl',
    file: 'eksctl_Linux_{a}.tar.gz',
    list: 'eksctl_checksums.txt',
    as: 'tar.gz',
    member: 'eksctl',
    accepts: ['version'],
  }),
  {
    tool: 'docker',
    url: 'https://download.docker.com/linux/static/stable/{a}/docker-{V}.tgz',
    words: ['x86_64', 'aarch64'],
    as: 'tar.gz',
    member: 'docker/docker',
    beside: {'docker/dockerd': '#!/bin/sh', 'docker/containerd': '#!/bin/sh'},
    accepts: ['--version', '-v', 'version --client'],
  },
];
