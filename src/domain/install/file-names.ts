import type {Install} from '../choices.ts';

/** The file that installs the delegate, in the output directory. */
export const INSTALL_FILE: Readonly<Record<Install, string>> = {
  manifest: 'harness-delegate.yaml',
  helm: 'values.yaml',
  terraform: 'delegate.tf',
};

/** All of them, their backups, and what is made on the way to them; also those of another install in the same directory. */
export const TOKEN_FILES = 'harness-delegate-token*';

/** The file that holds the token, readable by its owner alone. Terraform reads `*.auto.tfvars` by itself. */
export const TOKEN_FILE: Readonly<Record<Install, string>> = {
  manifest: 'harness-delegate-token.yaml',
  helm: 'harness-delegate-token-values.yaml',
  terraform: 'harness-delegate-token.auto.tfvars',
};
