import {FEATURE_ROWS} from '../../src/domain/catalogue/features.ts';
import {TOOLS} from '../../src/domain/catalogue/tools.ts';
import type {ToolRow} from '../../src/domain/catalogue/types.ts';
import {FINDING_ROWS} from '../../src/domain/rollout/finding-rows/finding-rows.ts';
import type {FindingRow} from '../../src/domain/rollout/finding-row.ts';
import type {FindingSeverity} from '../../src/domain/rollout/types.ts';
import {FAILURE_ROWS} from '../../src/services/kubectl/failure-rows.ts';
import {BUILD_KEYMAP} from '../../src/wizard/build/keymap.ts';
import {DEPLOY_KEYMAP} from '../../src/wizard/deploy/keymap.ts';
import {spellingsOf} from '../../src/wizard/key-table.ts';
import type {KeyTableRow} from '../../src/wizard/key-table.ts';
import {KEYMAP} from '../../src/wizard/keymap.ts';
import {cell, code, page, table} from './markdown.ts';

type AnyKeyRow = Pick<KeyTableRow<never, string>, 'shown' | 'shownInText' | 'label' | 'help'>;

/** Rows as the footer names them; what is the same in several places is told once. */
const keyTable = (rows: readonly AnyKeyRow[]): string =>
  table(
    ['Key', 'In the footer', 'What it does'],
    [
      ...new Map(
        rows.map((row) => [
          `${row.shown} ${row.help}`,
          [spellingsOf(row).map(code).join(' '), cell(row.label), cell(row.help)],
        ]),
      ).values(),
    ],
  );

export const keysPage = (): string =>
  page(
    'Keys',
    'The footer shows the keys that work at the moment, and `?` explains them. Nothing else reads keys, so this is all.',
    [
      ['In the wizard', keyTable(KEYMAP)],
      ['While building', keyTable(BUILD_KEYMAP)],
      ['While deploying', keyTable(DEPLOY_KEYMAP)],
    ],
  );

const SEVERITIES: Readonly<Record<FindingSeverity, string>> = {
  F: 'cannot recover without a change',
  L: 'likely lost',
  T: 'may pass by itself',
  W: 'worth knowing',
};

/** How the severity grows with time, where that is told by the row alone. */
function courseOf({course}: FindingRow): string {
  if (typeof course === 'function') return 'by what else is known';
  return course
    .map(({severity, forMs}, index) => {
      const words = SEVERITIES[severity];
      if (forMs !== undefined) return `${words} for ${forMs / 1000} s`;
      return index === 0 ? words : `then ${words}`;
    })
    .join(', ');
}

/** Some signs of the cluster mean the same: what is told of them is told once. */
const once = (rows: readonly (readonly string[])[]): (readonly string[])[] => [
  ...new Map(rows.map((row) => [row.join('\n'), row])).values(),
];

/** Words in braces come from the cluster. */
export const findingsPage = (): string =>
  page(
    'Findings',
    'Why a rollout does not go on, as the watch tells it. Words in braces come from the cluster. A rollout “cannot succeed as it is” when every new pod is lost; the verdict is taken back when the cluster heals.',
    [
      [
        'In a rollout',
        table(
          ['Finding', 'Cause', 'What to do', 'How it is taken'],
          once(
            FINDING_ROWS.map((row) => [
              `${code(row.code)} ${cell(row.title)}`,
              cell(row.cause),
              cell(row.next),
              courseOf(row),
            ]),
          ),
        ),
      ],
      [
        'On the way to the cluster',
        table(
          ['Kind', 'What is said', 'What to do'],
          once(
            FAILURE_ROWS.map(({kind, says, next}) => {
              const words = {server: '{server}', context: '{context}', match: '{word}'};
              return [code(kind), cell(says(words)), cell(next(words))];
            }),
          ),
        ),
      ],
    ],
  );

const host = (url: string): string => /^https:\/\/([^/]+)/.exec(url)?.[1] ?? url;

/** Where a tool comes from, and what its download is held against. */
function sourceOf({install}: ToolRow): string {
  switch (install.kind) {
    case 'download': {
      const {upstream, harness} = install;
      const places = [
        ...(upstream ? [`${host(upstream.url)}${upstream.checksum ? ', checksum verified' : ''}`] : []),
        ...(harness ? ['Harness mirror'] : []),
      ];
      return places.join('; or ');
    }
    case 'package':
      return `package ${install.packages.join(', ')}`;
    case 'repository':
      return `package of ${host(install.repoUrl)}`;
    case 'pip':
      return `Python package ${install.distribution}`;
    case 'script':
      return `made with ${install.into}`;
  }
}

export const toolsPage = (): string =>
  page('Tools', 'Tools that can go into the image, and the features of Harness that need them.', [
    [
      'Tools',
      table(
        ['Tool', 'For', 'Known versions', 'From'],
        TOOLS.map((row) => [code(row.name), cell(row.purpose), row.versions.join(', '), cell(sourceOf(row))]),
      ),
    ],
    [
      'Features',
      table(
        ['Feature', 'For', 'Tools'],
        FEATURE_ROWS.map(({name, label, tools}) => [code(name), cell(label), tools.map(code).join(', ')]),
      ),
    ],
  ]);
