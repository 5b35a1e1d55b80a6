/**
 * Grammars of the words that end up inside generated files. Every pattern is anchored and admits no
 * quote, blank, `$`, backslash or line end, so that a value that passes can be written as it is into a
 * Dockerfile, a shell line, YAML or argv.
 */
export const PATTERNS = {
  /** Delegate image version `yy.mm.bbbbb`. Source: harness/delegate tags. */
  baseVersion: /^\d{2}\.(0[1-9]|1[0-2])\.\d{5}$/,
  digest: /^sha256:[0-9a-f]{64}$/,
  sha256: /^[0-9a-fA-F]{64}$/,
  /** Registry host with optional port. */
  host: /^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?(:[0-9]{1,5})?$/,
  /** Registry host and path in front of an image name, e.g. `registry.corp:5000/mirror`. */
  imagePrefix:
    /^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*){0,8}$/,
  /** Repository path. Source: distribution reference grammar. */
  repository: /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*){0,8}$/,
  tag: /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
  /** Kubernetes DNS-1123 label. */
  dnsLabel: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
  /** Kubernetes DNS-1123 subdomain. */
  dnsSubdomain: /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
  /** CronJob names end at 52 characters and ours appends `-upgrader-job`, which leaves 39. */
  delegateName: /^[a-z0-9]([-a-z0-9]{0,37}[a-z0-9])?$/,
  accountId: /^[A-Za-z0-9_-]{1,64}$/,
  httpsUrl: /^https:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~%+@=,:&?/-]*)?$/,
  httpUrl: /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~%+@=,:&?/-]*)?$/,
  /** Download URL of a custom tool: https, with `{version}` and `{arch}` as the only placeholders. */
  downloadUrl: /^https:\/\/[A-Za-z0-9.-]+(:[0-9]{1,5})?\/([A-Za-z0-9._~%+@=,:&?/-]|\{version\}|\{arch\})*$/,
  archiveMember:
    /^(?!.*(^|\/)\.\.(\/|$))([A-Za-z0-9._+@-]|\{version\}|\{arch\})([A-Za-z0-9._+@/-]|\{version\}|\{arch\})*$/,
  toolName: /^[a-z0-9]([a-z0-9._-]{0,40}[a-z0-9])?$/,
  toolVersion: /^v?[0-9A-Za-z][0-9A-Za-z.+_~-]{0,63}$/,
  /** A version command's arguments: words without shell meaning. */
  commandArgs: /^[A-Za-z0-9=._-]+( [A-Za-z0-9=._-]+){0,7}$/,
  /** File path inside the build context or repository: relative, no `..`, nothing that looks like a flag. */
  relativePath: /^(?![/-])(?!.*(^|\/)\.\.(\/|$))[A-Za-z0-9._+@/-]+$/,
  /** Kubernetes quantities as far as a container's cpu and memory need them. */
  cpu: /^([0-9]+m|[0-9]+(\.[0-9]{1,3})?)$/,
  memory: /^[1-9][0-9]*(Mi|Gi|M|G)$/,
  envName: /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
  labelKey: /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  labelValue: /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
  /** Harness identifier. Source: Harness pipeline schema. */
  identifier: /^[a-zA-Z_][0-9a-zA-Z_]{0,127}$/,
  /** Harness connector reference, or the runtime input that asks for it when the pipeline runs. */
  connector: /^((account\.|org\.)?[a-zA-Z_][0-9a-zA-Z_]{0,127}|<\+input>)$/,
  /** Harness secret identifier with its scope, or a whole Harness expression. */
  secretRef: /^((account\.|org\.)?[a-zA-Z_][0-9a-zA-Z_]{0,127}|<\+[A-Za-z0-9_.]+(\("[A-Za-z0-9_.-]+"\))?>)$/,
  /** A plain word, or a Harness expression. */
  wordOrExpression: /^([A-Za-z0-9_.:/@-]+|<\+[A-Za-z0-9_.]+(\("[A-Za-z0-9_.-]+"\))?>)$/,
  settingName: /^[a-z][a-z0-9_]{0,63}$/,
  awsAccount: /^[0-9]{12}$/,
  awsRegion: /^[a-z]{2}(-[a-z]+)+-[0-9]$/,
  gcpProject: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  /** Docker tolerates more, but these are the keys that people use. */
  imageLabelKey: /^[a-z0-9]([a-z0-9./_-]{0,126}[a-z0-9])?$/,
  /**
   * One line of text: no control characters, no half characters, and nothing that takes no room or cannot be seen:
   * bidi and zero-width characters, soft hyphens, fillers, tags. Of these emoji need but U+FE0F, which may stand.
   */
  oneLine:
    /^(?:(?![\u034f\u17b4\u17b5])[^\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb]|(?!\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43])[\ud800-\udbff][\udc00-\udfff]){0,512}$/,
  /** Several lines of text, tabs allowed. */
  manyLines:
    /^(?:(?![\u034f\u17b4\u17b5])[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb]|(?!\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43])[\ud800-\udbff][\udc00-\udfff]){0,16384}$/,
} as const satisfies Record<string, RegExp>;
