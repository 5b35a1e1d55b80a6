import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isSecretName} from '../../src/domain/secret-name.ts';

const SECRETS =
  'DELEGATE_TOKEN UPGRADER_TOKEN ACCOUNT_SECRET db_passwd DB_PASS PGPASSWORD apiKey api-key API_KEY2 AWS_SECRET_ACCESS_KEY TLS_PRIVATE_KEY VAULT_SECRET_ID registry.password';
const OTHERS =
  'ACCOUNT_ID DELEGATE_NAME TOKEN_PATH PULL_SECRET_NAME TOKEN_FILE CREDENTIALS_DIR TOKEN_URL PASSENGERS COMPASS OLDPWDS PROXY_HOST';

test('names of what is usually a secret, and names of where one is', () => {
  assert.deepEqual(
    SECRETS.split(' ').filter((name) => !isSecretName(name)),
    [],
  );
  assert.deepEqual(OTHERS.split(' ').filter(isSecretName), []);
});
