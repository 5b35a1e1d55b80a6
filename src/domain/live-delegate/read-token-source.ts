import {looksSecret} from '../deploy/secret-values.ts';
import {isSecretName} from '../secret-name.ts';
import {sanitiseLine} from '../text.ts';
import type {Variables} from './delegate-variables.ts';
import type {TokenSource} from './types.ts';

/** The token of today's delegates, then that of legacy ones. Source: Harness manifests. */
const TOKEN_VARIABLES = ['DELEGATE_TOKEN', 'ACCOUNT_SECRET'];

/** Where the token comes from. The token itself is never part of the answer. */
export function readTokenSource({named, secrets}: Variables): TokenSource {
  const variable = TOKEN_VARIABLES.map((name) => named.get(name)).find((found) => found !== undefined);
  if (variable?.from === 'secret')
    return {from: 'secret', secret: shown(variable.secret), key: shown(variable.key)};
  if (variable?.from === 'config-map') return {from: 'config-map'};
  if (variable?.value) return {from: 'clear-text'};
  return secrets.length > 0 ? {from: 'secrets', secrets: secrets.map(shown)} : {from: 'nowhere'};
}

const shown = (text = ''): string => sanitiseLine(text, {maxLength: 300});

/** Tokens and other secrets that stand in clear text: to be taken out of whatever is printed. */
export const clearTokens = ({named}: Variables): string[] =>
  [...named].flatMap(([name, {value}]) =>
    value !== undefined && isSecretName(name) && looksSecret(value) ? [value] : [],
  );
