import {join} from 'node:path';
import type {Answers} from '../../domain/answers.ts';
import {installRow} from '../../domain/catalogue/installs.ts';
import {INSTALL_FILE} from '../../domain/install/file-names.ts';
import {UserError, WrongInput} from '../../domain/user-error.ts';
import {installLines} from '../../report/install-lines.ts';
import {readTextFile} from '../../services/read-text-file.ts';
import {shellPath} from '../../console/shell-quote.ts';

/** Ways to install that leave nothing to apply. */
const OTHERS = ['helm', 'terraform'] as const;

/**
 * @throws UserError when these answers are for another tool, which applies them itself; with its commands
 */
export function refuseOtherInstaller(answers: Answers, directory: string): void {
  const {install} = answers.delegate;
  if (install === 'manifest') return;
  const [, ...commands] = installLines({answers, at: (path) => shellPath(directory, path)});
  throw new UserError(`${installRow(install).label} installs this delegate, so there is nothing to apply.`, {
    next: [`Write the files with generate --output ${shellPath(directory)}, then:`, ...commands],
  });
}

/**
 * @throws WrongInput when a directory holds the file of another tool and no manifest
 */
export async function refuseOtherFiles(directory: string): Promise<void> {
  const isThere = async (name: string) =>
    (await readTextFile(join(directory, name), {followLinks: true})).kind === 'text';
  if (await isThere(INSTALL_FILE.manifest)) return;
  for (const install of OTHERS) {
    if (!(await isThere(INSTALL_FILE[install]))) continue;
    const file = shellPath(directory, INSTALL_FILE[install]);
    throw new WrongInput(`${file} is for ${installRow(install).label}, and there is no manifest beside it.`, {
      next: [`The commands that install the delegate stand on top of ${file}.`],
    });
  }
}
