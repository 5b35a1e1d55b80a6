import {commands, runInstruction} from '../shell.ts';

const TARGET = '/opt/harness-delegate/custom-ca';

/**
 * Makes the image trust the certificates of a directory of the build context: the system's store and Java's.
 * The base image's script does the import; what it writes stays writable for group 0, which every user of
 * the delegate belongs to. Source: harness/delegate-dockerfile, examples.
 */
export function certificateInstructions(directory: string): string[] {
  const context = directory.replace(/\/+$/, '');
  const lines = commands([
    'set -eu',
    `[ -n "$(ls ${TARGET})" ] || { echo "${context} holds no certificates" >&2; exit 1; }`,
    'export SHARED_CA_CERTS_PATH="${SHARED_CA_CERTS_PATH:-/opt/harness-delegate/additional_certs_pem_split}"',
    'mkdir -p "$SHARED_CA_CERTS_PATH"',
    `/opt/harness-delegate/load_certificates.sh ${TARGET}`,
    `chgrp -R 0 ${TARGET} "$SHARED_CA_CERTS_PATH"`,
    `chmod -R g=u ${TARGET} "$SHARED_CA_CERTS_PATH"`,
  ]);
  return [
    `COPY ${context}/ ${TARGET}/`,
    runInstruction([
      ...lines,
      'for store in "${JAVA_HOME:-/opt/java/openjdk}"/lib/security/cacerts*; do',
      '  if [ -f "$store" ]; then chown 1001:0 "$store"; chmod u+rw,g+rw "$store"; fi;',
      'done',
    ]),
  ];
}
