import {isHarnessImage} from '../live-delegate/read-image.ts';
import type {InstallFinding} from '../install/install-patch.ts';
import {isPlaceholder} from '../token.ts';
import {writtenText} from './find-modules.ts';
import {whereIs, type PatchTarget} from './patch-target.ts';

/**
 * What a reader of the file should know, and we do not change by ourselves: what holds after the edits, with
 * the lines of the file as it was.
 */
export function terraformFindings(
  before: PatchTarget,
  {text, found}: Pick<PatchTarget, 'text' | 'found'>,
): InstallFinding[] {
  const has = (name: string) => found.attributes.some((other) => other.name === name);
  const written = (name: string): string => writtenText(text, found, name) ?? '';
  const isOpen = (name: string) => written(name) !== '' && isPlaceholder(written(name));
  const rows: readonly (readonly [when: boolean, field: string, finding: Omit<InstallFinding, 'where'>])[] = [
    [
      has('delegate_image')
        ? isHarnessImage(written('delegate_image')) || isOpen('delegate_image')
        : found.label !== undefined,
      'delegate_image',
      {
        code: 'harness-image',
        severity: 'warning',
        message: 'It is still the image of Harness, without your tools. Name yours with --image.',
      },
    ],
    [
      written('delegate_token') !== '' && !isOpen('delegate_token'),
      'delegate_token',
      {
        code: 'token-in-clear',
        severity: 'warning',
        message:
          'The token stands in clear text. Take it from a sensitive variable that TF_VAR_delegate_token sets, and make a new token in Harness if the file was ever shared.',
      },
    ],
    ...['account_id', 'delegate_name', 'manager_endpoint', 'delegate_token'].map(
      (name) =>
        [
          isOpen(name),
          name,
          {
            code: 'placeholder',
            severity: 'warning',
            message: 'This is a placeholder. Put the real value there before you apply.',
          },
        ] as const,
    ),
    [
      found.label !== undefined && !has('version'),
      'version',
      {
        code: 'module-not-pinned',
        severity: 'notice',
        message: 'No version is pinned, so terraform init may bring another module. Write one.',
      },
    ],
  ];
  return rows.flatMap(([when, field, finding]) =>
    when ? [{...finding, where: whereIs(before, field)}] : [],
  );
}
