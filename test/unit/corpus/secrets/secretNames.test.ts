import assert from 'node:assert/strict';
import { isSecretFolderPath, isSecretPath } from '../../../../src/corpus/secrets/names/secretNames.ts';

describe('secret names', () => {
  for (const name of [
    ...['.env', '.env.local', '.ENV', 'prod.env', '.envrc', '.env~'],
    ...['.env/production', '.envs/.production', '.env.bak'],
    ...['id_rsa', 'id_ed25519.pub', 'server.pem', 'tls.key', 'a.p12', 'server.key.bak', 'server.key.old', 'deploy_key'],
    ...['ssh_host_ed25519_key', 'private_key', 'key.properties', '.m2/settings.xml', 'pip.conf', 'rclone.conf'],
    ...['.npmrc', '.netrc', '.git-credentials', 'credentials', 'aws-credentials.json', 'kubeconfig', 'dev.kubeconfig'],
    ...['secrets.yaml', 'client_secret_1.json', 'terraform.tfvars', 'prod.tfstate', '.bash_history', 'passwords.txt'],
    ...['service-account-prod.json', 'keystore.jks', 'vault.kdbx', 'session.har', '.pypirc', 'my-app-secrets.yml'],
    ...[
      'my-passwords.txt',
      'wifi passwords.txt',
      '.ssh/config',
      '.aws/config',
      'secrets/prod.yaml',
      '.secrets/readme.md',
    ],
  ]) {
    it(`treats ${name} as secret at any depth`, () => assert.equal(isSecretPath(`ws/a/${name}`), true));
  }

  for (const name of [
    ...['environment.ts', 'keyboard.ts', 'tokenizer.py', 'envelope.md', 'monkey.txt', 'secretary.md', 'en.ts'],
    ...['src/password.ts', 'lib/secret.py', 'docs/secrets.md', 'credentials.ts', 'token.go', 'secrets/rules.ts'],
    ...[
      'reset-password.html',
      'settings.xml',
      'api-key.md',
      'passwords.test.ts',
      'change_password.rb',
      'secrets.tsx.bak',
    ],
  ]) {
    it(`reads ${name}`, () => assert.equal(isSecretPath(`ws/a/${name}`), false));
  }

  it('recognizes folders in which nothing may be read', () => {
    assert.equal(isSecretFolderPath('a/.ssh'), true);
    assert.equal(isSecretFolderPath('a/secrets'), false);
    assert.equal(isSecretFolderPath('token'), false);
    assert.equal(isSecretPath('/home/me/.aws/config'), true);
  });
});
