import type {Explanation, ExplanationRow} from '../explain.ts';

type Said = Omit<Explanation, 'code'>;

interface Place {
  readonly tool: string;
  readonly url: string;
  readonly host: string;
}

/** What curl's exit code or the server's answer says about a download. Source: curl(1), exit codes. */
interface DownloadRow {
  /** Of curl. */
  readonly codes: readonly number[];
  /** Of the server; any when not given. */
  readonly statuses?: RegExp;
  readonly say: (place: Place, detail: string) => Said;
}

const AGAIN =
  'Build again; what was installed before this step is not fetched twice where the builder keeps layers.';

const ROWS: readonly DownloadRow[] = [
  {
    codes: [22],
    statuses: /^404$|^410$/,
    say: ({tool, url}, status) => ({
      cause: `${tool} could not be downloaded: ${url} is not there (${status}).`,
      next: [
        'Open the address in a browser, and choose a version that is published; delegate-tui tools lists those that are known.',
        'Behind a mirror, look whether it has this path too.',
      ],
    }),
  },
  {
    codes: [22],
    statuses: /^40[137]$/,
    say: ({tool, url, host}, status) => ({
      cause: `${tool} could not be downloaded: ${host} refuses ${url} (${status}).`,
      next: [
        'Builds fetch without a login: use a mirror that allows that (--mirror-url), or a proxy that adds it.',
      ],
    }),
  },
  {
    codes: [22],
    statuses: /^429$/,
    say: ({tool, url, host}) => ({
      cause: `${tool} could not be downloaded: ${host} was asked too often (429) for ${url}.`,
      next: ['Wait some minutes and build again, or fetch through a mirror (--mirror-url).'],
    }),
  },
  {
    codes: [22],
    say: ({tool, url, host}, status) => ({
      cause: `${tool} could not be downloaded: ${host} answered ${status || 'with an error'} for ${url}.`,
      next: ['The server has a fault that may pass: wait some minutes and build again.'],
    }),
  },
  {
    codes: [5],
    say: ({tool, url}) => ({
      cause: `${tool} could not be downloaded from ${url}: the name of the proxy has no address.`,
      next: [
        'Check HTTPS_PROXY in the environment that you build in; the Dockerfile needs --proxy-args for it.',
      ],
    }),
  },
  {
    codes: [6],
    say: ({tool, url, host}) => ({
      cause: `${tool} could not be downloaded from ${url}: the name ${host} has no address here.`,
      next: [
        'Check DNS on the machine that builds. Without a way out, set a proxy (--proxy-args and HTTPS_PROXY) or a mirror (--mirror-url).',
      ],
    }),
  },
  {
    codes: [7],
    say: ({tool, url, host}) => ({
      cause: `${tool} could not be downloaded from ${url}: nothing answers at ${host}.`,
      next: [
        'A firewall may be in the way: set a proxy (--proxy-args and HTTPS_PROXY) or a mirror (--mirror-url).',
      ],
    }),
  },
  {
    codes: [28],
    say: ({tool, url, host}) => ({
      cause: `${tool} could not be downloaded from ${url}: ${host} took too long to answer.`,
      next: [
        AGAIN,
        'When it stays, a firewall drops the connection: set a proxy or a mirror (--mirror-url).',
      ],
    }),
  },
  {
    codes: [35, 51, 53, 58, 59, 60, 66, 77, 83],
    say: ({tool, url, host}, detail) => ({
      cause: `${tool} could not be downloaded from ${url}: the certificate of ${host} is not trusted${detail === '' ? '' : ` (${detail})`}.`,
      next: [
        'When a proxy of yours signs anew what passes through it, put its certificate into a directory beside the Dockerfile and name that with --ca-directory.',
      ],
    }),
  },
  {
    codes: [23],
    say: ({tool, url}) => ({
      cause: `${tool} could not be written while it was downloaded from ${url}: the disk of the builder may be full.`,
      next: ['Free room where the builder keeps its images, and build again.'],
    }),
  },
  {
    codes: [16, 18, 52, 55, 56, 92],
    say: ({tool, url, host}) => ({
      cause: `${tool} could not be downloaded whole: ${host} ended the connection for ${url} half way.`,
      next: [AGAIN],
    }),
  },
];

const hostIn = (url: string): string => /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? url;

/** What curl said last. */
function lastCurl(text: string): {code: number; words: string} {
  const found = [...text.matchAll(/^curl: \((\d+)\) (.*)$/gm)].at(-1);
  return {code: Number(found?.[1] ?? 0), words: found?.[2] ?? ''};
}

function failedDownload(place: Place, text: string): Said {
  const {code, words} = lastCurl(text);
  const status = /error: (\d{3})/.exec(words)?.[1] ?? '';
  const row = ROWS.find(
    ({codes, statuses}) => codes.includes(code) && (statuses === undefined || statuses.test(status)),
  );
  if (row !== undefined) return row.say(place, code === 22 ? status : words);
  return {
    cause: `${place.tool} could not be downloaded from ${place.url}${words === '' ? '' : `: ${words}`}.`,
    next: [AGAIN],
  };
}

/** Failures of the script that fetches tools. Its sentences are those of the generated Dockerfile. */
export const DOWNLOAD_ROWS: readonly ExplanationRow[] = [
  {
    code: 'download',
    when: /^(.+?): could not download (\S+)$/m,
    say: ([, tool = '', url = ''], _context, text) =>
      failedDownload(
        {tool, url, host: hostIn(url)},
        text.slice(0, text.indexOf(`could not download ${url}`)),
      ),
  },
  {
    code: 'checksum',
    when: /^(.+?): expected sha256 \(none known for (\w+)\), got ([0-9a-f]{64})$/m,
    say: ([, tool, arch, sum]) => ({
      cause: `${tool} has no known checksum for ${arch}; the download has sha256 ${sum}.`,
      next: [`Compare that sum with the publisher’s, and pin it for ${arch} in the preset (sha256).`],
    }),
  },
  {
    code: 'checksum',
    when: /^(.+?): expected sha256 ([0-9a-f]+), got ([0-9a-f]{64})$/m,
    say: ([, tool, expected, got]) => ({
      cause: `The download of ${tool} is not what was expected: sha256 should be ${expected} and is ${got}. It was not installed.`,
      next: [
        'When you pinned the sum, compare it with the publisher’s. When it is published beside the file, a mirror or a proxy may hand out another file: do not build from it until that is clear.',
      ],
    }),
  },
  {
    code: 'archive',
    when: /^(.+?): the (?:archive|download) has no (\S+)$/m,
    say: ([, tool, member]) => ({
      cause: `The archive of ${tool} does not hold ${member}.`,
      next: ['Look into the archive, and correct the path of the program inside it (member) in the preset.'],
    }),
  },
  {
    code: 'self-check',
    when: /^(.+?) does not run: (.+)$/m,
    say: ([, tool, command]) => ({
      cause: `${tool} is installed but does not run: ${command} failed as user 1001.`,
      next: [
        'The lines above say why. A page in the place of a program means that the download’s address is wrong or needs a login; a missing library means that a package is missing.',
      ],
    }),
  },
];
