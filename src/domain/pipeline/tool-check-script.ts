import type {ResolvedTool} from '../catalogue/types.ts';

type CheckedTool = Pick<ResolvedTool, 'name' | 'version' | 'command' | 'isDefault' | 'versionArgs'>;

/** Prints a row per tool and remembers what does not run. No `${`: Harness may read it as an expression. */
const FUNCTIONS = `missing=""

row() {
  printf '%-28s %-18s %s\\n' "$1" "$2" "$3"
}

# check NAME VERSION COMMAND ARGUMENTS...
check() {
  name=$1
  wanted=$2
  shift 2
  if ! command -v "$1" >/dev/null 2>&1; then
    row "$name" "$wanted" "NOT FOUND: $1 is not on PATH"
    missing="$missing $name"
    return 0
  fi
  if output=$("$@" 2>&1 </dev/null); then
    row "$name" "$wanted" "$(printf '%s\\n' "$output" | grep -m 1 '[^[:space:]]')"
  else
    row "$name" "$wanted" "DOES NOT RUN: $(printf '%s\\n' "$output" | grep -m 1 '[^[:space:]]')"
    missing="$missing $name"
  fi
}

row TOOL WANTED "THIS DELEGATE SAYS"`;

const VERDICT = `if [ -n "$missing" ]; then
  echo "Missing or broken on this delegate:$missing"
  echo "Does it run the new image? See the delegate's version in Harness, and its image in the cluster."
  exit 1
fi
echo "All tools answer."`;

/** Names, versions and arguments are words without shell meaning: their grammars admit no other. */
function checkLine({name, version, command, isDefault, versionArgs}: CheckedTool): string {
  const program = isDefault ? command : `${command}-${version}`;
  const label = isDefault ? name : `${name}-${version}`;
  return `check ${label} ${version === '' ? 'any' : version} ${program} ${versionArgs}`.trimEnd();
}

/**
 * Bash script that runs the version command of every tool, prints a table and fails naming the missing ones.
 * Exit code 1 when one is missing or does not run.
 */
export const toolCheckScript = (tools: readonly CheckedTool[]): string =>
  [FUNCTIONS, ...tools.map(checkLine), '', VERDICT, ''].join('\n');
