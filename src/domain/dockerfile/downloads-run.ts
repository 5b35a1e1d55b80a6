import type {Answers} from '../answers.ts';
import type {ResolvedTool} from '../catalogue/types.ts';
import {commands, runInstruction, shellWord} from '../shell.ts';
import {downloadOf, pipIndexUrl} from './download-urls.ts';
import {helpersFor} from './helpers.ts';
import {CLEAN_UP, MICRODNF_INSTALL} from './packages-run.ts';
import {beginLine, downloadLines} from './tool-lines.ts';

type DockerfileAnswers = Answers['dockerfile'];

/** The system's certificates, those of `caDirectory` among them. */
const SYSTEM_BUNDLE = '/etc/pki/tls/certs/ca-bundle.crt';

const MACHINE = [
  'case "$(uname -m)" in',
  '  x86_64) arch=amd64 ;;',
  '  aarch64) arch=arm64 ;;',
  '  *) fail "cannot build on $(uname -m): delegate images exist for x86_64 and aarch64" ;;',
  'esac;',
];

/**
 * One RUN that installs everything that is not an OS package; one, because builders with the vfs storage
 * driver copy every layer in full. `undefined` when there is nothing to install.
 */
export function downloadsRun(
  tools: readonly ResolvedTool[],
  dockerfile: DockerfileAnswers,
): string | undefined {
  const downloads = tools.flatMap((tool) => commands(downloadLines(tool, dockerfile)));
  const others = [
    ...tools.flatMap((tool) => commands(pipLines(tool, dockerfile))),
    ...commands(scriptLines(tools)),
  ];
  if (downloads.length === 0 && others.length === 0) return undefined;
  const zip = needsUnzip(tools);
  const machine = downloads.length > 0 ? MACHINE : [];
  return runInstruction([
    'set -eu;',
    'umask 0002;',
    ...helpersFor([...machine, ...downloads, ...others]),
    ...machine,
    'work="$(mktemp -d)"; export HOME="$work"; cd "$work";',
    ...(zip ? UNZIP_BEFORE : []),
    ...downloads,
    ...(others.length > 0 && dockerfile.caDirectory !== undefined ? TRUST_BUNDLE : []),
    ...others,
    'cd /;',
    ...(zip ? UNZIP_AFTER : []),
    'rm -rf "$work"',
  ]);
}

/** True when an archive is a zip and unzip is not among the tools. */
export const needsUnzip = (tools: readonly ResolvedTool[]): boolean =>
  tools.some((tool) => downloadOf(tool)?.archive.endsWith('zip')) &&
  !tools.some((tool) => tool.name === 'unzip');

const UNZIP_BEFORE = [
  'unzip_added=no;',
  'if ! command -v unzip > /dev/null; then',
  `  ${MICRODNF_INSTALL} unzip; unzip_added=yes;`,
  'fi;',
];
const UNZIP_AFTER = [
  'if [ "$unzip_added" = yes ]; then microdnf remove -y unzip; fi;',
  ...CLEAN_UP.map((line) => `${line};`),
];

/** pip and gcloud bring certificates of their own; this points them to the system's. */
const TRUST_BUNDLE = [
  `export PIP_CERT=${SYSTEM_BUNDLE} CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE=${SYSTEM_BUNDLE};`,
];

/** A virtual environment, of which only the distribution's own programs are linked into a directory for PATH. */
function pipLines(tool: ResolvedTool, {mirrorUrl}: DockerfileAnswers): string[] {
  const {install, version} = tool;
  if (install.kind !== 'pip') return [];
  const index = mirrorUrl === undefined ? '' : ` --index-url ${shellWord(pipIndexUrl(mirrorUrl))}`;
  const requirement = shellWord(
    version === '' ? install.distribution : `${install.distribution}==${version}`,
  );
  return [
    beginLine(tool),
    'rm -rf "$dir"',
    `${install.python} -m venv "$dir/venv"`,
    `"$dir/venv/bin/pip" install --no-cache-dir --disable-pip-version-check${index} ${requirement}`,
    'mkdir "$dir/bin"',
    `for program in "$dir/venv/bin/${install.programs}"*; do ln -s "$program" "$dir/bin/"; done`,
    `settle ${shellWord(`venv/bin/${tool.command}`)}`,
  ];
}

function scriptLines(tools: readonly ResolvedTool[]): string[] {
  const lines = tools.flatMap((tool) => {
    const {install} = tool;
    if (install.kind !== 'script') return [];
    const host = tools.find((other) => other.name === install.into && other.isDefault);
    return [
      ...(host ? [beginLine({...tool, directory: host.directory})] : []),
      ...install.lines,
      ...(host ? [settleLine(host)] : []),
    ];
  });
  return lines.length === 0 ? [] : [`export PATH="${toolPath(tools)}:$PATH"`, ...lines];
}

const settleLine = ({binDirectory, directory, command}: ResolvedTool): string =>
  `settle ${shellWord(`${binDirectory}/${command}`.slice(directory.length + 1))}`;

/** Directories of the default versions, in the order in which PATH shall have them; empty when there are none. */
export const toolPath = (tools: readonly ResolvedTool[]): string =>
  [...new Set(tools.filter((tool) => tool.isDefault).map((tool) => tool.binDirectory))]
    .filter(Boolean)
    .join(':');
