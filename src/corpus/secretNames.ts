// Names of files and directories that hold secrets. Such a file is never read: not for learning, and no suggestion is
// made in it. Matched against the name alone, upper and lower case being one.
import picomatch from 'picomatch/posix.js';

const secretDirectories = [
  ...['.ssh', '.gnupg', '.aws', '.azure', '.kube', '.docker', '.gcloud', '.password-store', '.terraform', '.snowsql'],
  ...['.oci', '.bluemix', '.keychain', '*.keychain', '.minikube', '.chef', '.certs', 'secrets', '.secrets'],
];

const secretFiles = [
  // environment files: .env, .env.local, prod.env, .envrc ...
  ...['.env', '.env.*', '.env-*', '.env_*', '*.env', '.envrc', '.flaskenv', '.dev.vars', '.dev.vars.*', 'env.local'],
  // private keys and key stores
  ...['id_rsa*', 'id_dsa*', 'id_ecdsa*', 'id_ed25519*', '*_rsa', '*_ed25519', '*.pem', '*.key', '*.ppk', '*.p8'],
  ...['*.p12', '*.pfx', '*.pkcs12', '*.jks', '*.jceks', '*.bcfks', '*.keystore', '*.truststore', '*.der', '*.asc'],
  ...['*.gpg', '*.pgp', '*.age', '*.agekey', 'keys.txt', '*.kdb', '*.kdbx', '*.keychain-db', '*.mobileprovision'],
  ...['*.snk', '*.ovpn', '*.tblk', 'wg[0-9]*.conf', '*.rdp', '*.wallet', 'wallet.dat', 'wallet.json'],
  // credentials and tokens of tools
  ...['credentials', 'credentials.*', '*credentials*.{json,yml,yaml,xml,ini,toml,csv,txt,properties,enc}'],
  ...[
    '*.credentials',
    '.git-credentials',
    '.netrc',
    '_netrc',
    '.npmrc',
    '.yarnrc',
    '.yarnrc.yml',
    '.pypirc',
    '.pgpass',
  ],
  ...['pgpass.conf', '.my.cnf', '.mylogin.cnf', '.htpasswd', '.htdigest', '.dockercfg', '.dockerconfigjson', '.s3cfg'],
  ...[
    '.boto',
    '.terraformrc',
    'terraform.rc',
    '*.tfvars',
    '*.tfvars.json',
    '*.tfstate',
    '*.tfstate.*',
    '.databrickscfg',
  ],
  ...['.vault-token', '.vault_pass*', 'vault_pass*', 'vault-pass*', '*.vault', 'kubeconfig', 'kubeconfig.*'],
  ...['*.kubeconfig', 'auth.json', '.gitconfig', '.hgrc', '.gem_credentials', '.cargo-credentials', '.authinfo*'],
  ...['client_secret*', 'client-secret*', 'service-account*.json', 'service_account*.json', 'serviceaccount*.json'],
  ...['*firebase-adminsdk*.json', 'google-services.json', 'googleservice-info.plist', 'application_default_*.json'],
  ...['local.settings.json', 'appsettings.secrets.json', 'wp-config.php', 'wp-config-*.php', 'proxy.conf.secret*'],
  // whatever calls itself so
  ...['secret', 'secret.*', 'secrets', 'secrets.*', '.secret', '.secret.*', '.secrets', '.secrets.*', '*.secret'],
  ...['*.secrets', '*.secret.*', '*.secrets.*', '*[-_]secret.{json,yml,yaml,toml,ini,txt,properties}'],
  ...['*[-_]secrets.{json,yml,yaml,toml,ini,txt,properties}', 'password', 'password.*', 'passwords', 'passwords.*'],
  ...['passwd', 'passwd.*', 'shadow', '*.password', '*.passwords', '*.passwd', 'token', 'token.txt', 'token.json'],
  ...['.token', 'tokens.json', 'tokens.txt', '*.token', 'apikey', 'apikey.*', 'api_key', 'api_key.*', 'api-key.*'],
  ...['apikeys.*', 'api_keys.*', 'api-keys.*', 'recovery-codes*', 'recovery_codes*', 'seed-phrase*', 'mnemonic.txt'],
  // what was typed or sent, secrets included
  ...['.*_history', '*.har', 'cookies.txt', '*.cookies', 'cookies.json', 'cookies.sqlite'],
];

const options = { dot: true, nocase: true } as const;
const isSecretFile = picomatch(secretFiles, options);
const isSecretDirectory = picomatch(secretDirectories, options);

/** `path` with forward slashes; a directory ends in one. True if its last name is on the list. */
export function hasSecretName(path: string): boolean {
  const directory = path.endsWith('/');
  const bare = directory ? path.slice(0, -1) : path;
  const name = bare.slice(bare.lastIndexOf('/') + 1);
  return directory ? isSecretDirectory(name) : isSecretFile(name);
}

/** True if the file or any directory on the way to it has a secret name. */
export function isSecretPath(path: string): boolean {
  const names = path.split('/').filter((name) => name !== '');
  return names.some((name, index) => hasSecretName(index < names.length - 1 ? `${name}/` : name));
}
