/** A shell function of the download script. */
interface Helper {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Keeps the text of a checksum file and drops byte order marks, NULs and carriage returns. */
const PRINTABLE = String.raw`tr -cd '\t\n -~' < sums`;

/**
 * `$tool` is the tool at hand, `$dir` its directory, `$arch` amd64 or arm64; the working directory is a
 * scratch one. Written for
 * any POSIX shell; checksum lists are read with `read`, since the base image promises neither awk nor grep.
 */
const HELPERS: readonly Helper[] = [
  {name: 'fail', lines: ['fail() { echo "$*" >&2; exit 1; };']},
  {name: 'begin', lines: ['begin() { tool="$1"; dir="${2:-}"; echo "== $tool"; };']},
  {name: 'pick', lines: ['pick() { if [ "$arch" = amd64 ]; then echo "$1"; else echo "$2"; fi; };']},
  {
    name: 'fetch',
    lines: [
      'fetch() {',
      '  curl -fsSL --proto =https --retry 3 -o "$2" "$1" || fail "$tool: could not download $1";',
      '};',
    ],
  },
  {
    name: 'first_sum',
    lines: [
      'first_sum() {',
      '  fetch "$1" sums;',
      `  ${PRINTABLE} | { read -r sum _ || :; echo "$sum"; };`,
      '};',
    ],
  },
  {
    name: 'listed_sum',
    lines: [
      'listed_sum() {',
      '  fetch "$1" sums;',
      `  ${PRINTABLE} | while read -r sum name _ || [ -n "$sum" ]; do`,
      '    name="${name#[*]}"; name="${name##*/}";',
      '    if [ "$name" = "$2" ]; then echo "$sum"; break; fi;',
      '  done;',
      '};',
    ],
  },
  {
    name: 'column_sum',
    lines: [
      'column_sum() {',
      '  fetch "$1" sums; fetch "${1}_hashes_order" order;',
      '  column=0; n=0;',
      '  while read -r algorithm; do',
      '    n=$((n + 1)); if [ "$algorithm" = SHA-256 ]; then column=$n; fi;',
      '  done < order;',
      `  ${PRINTABLE} | while read -r name columns; do`,
      '    if [ "$name" != "$2" ]; then continue; fi;',
      '    n=0;',
      '    for sum in $columns; do',
      '      n=$((n + 1)); if [ "$n" = "$column" ]; then echo "$sum"; fi;',
      '    done;',
      '    break;',
      '  done;',
      '};',
    ],
  },
  {
    name: 'verify',
    lines: [
      'verify() {',
      '  actual="$(sha256sum "$1")"; actual="${actual%% *}"; expected="$(echo "$2" | tr A-F a-f)";',
      '  [ "$actual" = "$expected" ] ||',
      '    fail "$tool: expected sha256 ${expected:-(none known for $arch)}, got $actual";',
      '};',
    ],
  },
  {
    name: 'unverified',
    lines: [
      'unverified() {',
      '  actual="$(sha256sum "$1")"; echo "   not verified; to pin it: sha256 ${actual%% *}";',
      '};',
    ],
  },
  {
    name: 'untar',
    lines: ['untar() { rm -rf unpacked; mkdir unpacked; tar -xzof "$1" -C unpacked; };'],
  },
  {
    name: 'unpack_zip',
    lines: ['unpack_zip() { rm -rf unpacked; mkdir unpacked; unzip -q -o "$1" -d unpacked; };'],
  },
  {
    name: 'place',
    lines: [
      'place() {',
      '  [ -f "$1" ] || fail "$tool: the archive has no ${1#unpacked/}";',
      '  mkdir -p "$dir"; cp "$1" "$dir/$2"; chgrp 0 "$dir/$2"; chmod 0775 "$dir/$2";',
      '};',
    ],
  },
  {
    name: 'plant',
    lines: ['plant() { mkdir -p "${dir%/*}"; rm -rf "$dir"; mv "$1" "$dir"; };'],
  },
  {
    name: 'settle',
    lines: [
      'settle() {',
      '  [ -f "$dir/$1" ] || fail "$tool: the download has no $1";',
      '  chmod 0775 "$dir/$1"; chgrp -R 0 "$dir"; chmod -R u+rwX,g=u,o+rX "$dir";',
      '};',
    ],
  },
];

/** The functions that a script calls, and those that these call; in an order in which each is known in time. */
export function helpersFor(script: readonly string[]): string[] {
  const used = new Set<string>();
  let text = script.join('\n');
  for (const helper of [...HELPERS].reverse()) {
    if (!new RegExp(String.raw`(^|[\s(;])${helper.name} `, 'm').test(text)) continue;
    used.add(helper.name);
    text += `\n${helper.lines.join('\n')}`;
  }
  return HELPERS.filter((helper) => used.has(helper.name)).flatMap((helper) => helper.lines);
}
