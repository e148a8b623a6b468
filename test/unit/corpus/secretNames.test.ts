import assert from 'node:assert/strict';
import { hasSecretName, isSecretPath } from '../../../src/corpus/secretNames.ts';

describe('secret names', () => {
  for (const name of [
    ...[
      '.env',
      '.env.local',
      '.ENV',
      'prod.env',
      '.envrc',
      'id_rsa',
      'id_ed25519.pub',
      'server.pem',
      'tls.key',
      'a.p12',
    ],
    ...['.npmrc', '.netrc', '.git-credentials', 'credentials', 'aws-credentials.json', 'kubeconfig', 'dev.kubeconfig'],
    ...['secrets.yaml', 'client_secret_1.json', 'terraform.tfvars', 'prod.tfstate', '.bash_history', 'passwords.txt'],
    ...['service-account-prod.json', 'keystore.jks', 'vault.kdbx', 'session.har', '.pypirc', 'my-app-secrets.yml'],
  ]) {
    it(`holds ${name} for secret at any depth`, () => assert.equal(isSecretPath(`ws/a/${name}`), true));
  }

  for (const name of [
    'environment.ts',
    'keyboard.ts',
    'tokenizer.py',
    'envelope.md',
    'monkey.txt',
    'secretary.md',
    'en.ts',
  ]) {
    it(`takes ${name}`, () => assert.equal(isSecretPath(`ws/a/${name}`), false));
  }

  it('judges a directory by the list of directories only', () => {
    assert.equal(hasSecretName('a/.ssh/'), true);
    assert.equal(hasSecretName('a/.ssh'), false);
    assert.equal(hasSecretName('token/'), false);
    assert.equal(isSecretPath('/home/me/.aws/config'), true);
  });
});
