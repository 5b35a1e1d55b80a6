import {isSecretName} from './secret-name.ts';
import {isPlaceholder} from './token.ts';

/** Numbers and switches: `PASSWORD_LENGTH=20`. */
const HARMLESS = /^(?:\d{1,6}|true|false|(?:[/`]|\$[({]).*)$/i;
/** Names of secrets, and addresses that are not public: no secrets themselves. */
const HARMLESS_NAME = /^(?:secret[-_]?(?:name|id)|goprivate)$/i;

/** True for what may be a secret under such a name: no number, no switch, no path, nothing that comes from elsewhere. */
export const isSecretValue = (value: string): boolean =>
  value !== '' && !HARMLESS.test(value) && !isPlaceholder(value);

/** True for a name under which a secret stands, and not only the name of one. */
export const isNamedSecret = (name: string): boolean => isSecretName(name) && !HARMLESS_NAME.test(name);
