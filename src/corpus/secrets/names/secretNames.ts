// Names of files and folders that hold secrets. Such a file is never read: not for learning, and no suggestion is made in
// it. Upper and lower case are the same. A setting lists exceptions.
import { namePatterns } from '../../globs.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** Folders that tools keep credentials in: nothing in them is read. */
const secretFolders = [
  ...words('.ssh .gnupg .aws .azure .kube .docker .gcloud .password-store .terraform .snowsql .oci .bluemix .keychain'),
  ...words('*.keychain .minikube .chef .certs .secrets .env .envs .env.d'),
];

/** Folders with an ordinary name: only source code and documents in them are read. */
const suspiciousFolders = ['secrets', 'credentials', 'private_keys', 'private-keys'];

const secretFiles = [
  // Environment files: .env, .env.local, prod.env, .envrc ...
  ...words('.env .env.* .env-* .env_* .env~ *.env *.env.* .envrc .envrc.* .flaskenv env.local .dev.vars .dev.vars.*'),
  // Private keys and key stores
  ...words('id_rsa* id_dsa* id_ecdsa* id_ed25519* *_rsa *_dsa *_ecdsa *_ed25519 *.pem *.key *.ppk ssh_host_*_key'),
  ...words('*deploy_key *deploy-key private_key private-key privatekey private_key.* *.p8 *.p12 *.pfx *.pkcs12 *.jks'),
  ...words('*.jceks *.bcfks *.keystore *.truststore *.der *.asc *.gpg *.pgp *.age *.agekey keys.txt *.kdb *.kdbx'),
  ...words('*.keychain-db *.mobileprovision *.snk *.ovpn *.tblk wg[0-9]*.conf *.rdp *.wallet wallet.dat wallet.json'),
  ...words('key.properties keystore.properties signing.properties'),
  // Credentials and tokens of tools
  ...words('credentials credentials.* *credentials*.{json,yml,yaml,xml,ini,toml,csv,txt,properties,enc} *.credentials'),
  ...words('.git-credentials .netrc _netrc .npmrc .yarnrc .yarnrc.yml .pypirc pip.conf pip.ini .pgpass pgpass.conf'),
  ...words('.my.cnf .mylogin.cnf .htpasswd .htdigest .dockercfg .dockerconfigjson .s3cfg .boto rclone.conf'),
  ...words('.terraformrc terraform.rc *.tfvars *.tfvars.json *.tfstate *.tfstate.* .databrickscfg .vault-token'),
  ...words('.vault_pass* vault_pass* vault-pass* *.vault kubeconfig kubeconfig.* *.kubeconfig auth.json .gitconfig'),
  ...words('.hgrc .gem_credentials .cargo-credentials .authinfo* client_secret* client-secret* service-account*.json'),
  ...words('service_account*.json serviceaccount*.json *firebase-adminsdk*.json google-services.json'),
  ...words('googleservice-info.plist application_default_*.json local.settings.json appsettings.secrets.json'),
  ...words('wp-config.php wp-config-*.php proxy.conf.secret*'),
  // Names that say so
  ...words('secret secret.* secrets secrets.* .secret .secret.* .secrets .secrets.* *.secret *.secrets *.secret.*'),
  ...words('*.secrets.* *[-_]secret.* *[-_]secrets.* password password.* passwords passwords.* *passwords.txt'),
  ...words('*password.txt *[-_]password.* *[-_]passwords.* passwd passwd.* shadow *.password *.passwords *.passwd'),
  ...words('token token.* .token tokens tokens.* *.token apikey apikey.* api_key api_key.* api-key.* apikeys.*'),
  ...words('api_keys.* api-keys.* recovery-codes* recovery_codes* seed-phrase* mnemonic.txt'),
  // What was typed or sent
  ...words('.*_history *.har cookies.txt *.cookies cookies.json cookies.sqlite'),
];

/** By the folder around them. */
const secretPaths = ['**/.m2/settings.xml', '**/.m2/settings-security.xml', '**/.config/gh/hosts.yml'];

/** Source code and documents may be called anything: `password.ts`, `secret.py`, `secrets.md`, `credentials.ts`. */
const sourceEndings =
  '{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,pyi,rb,go,rs,java,kt,kts,scala,c,h,cc,cpp,hpp,cs,swift,m,mm,php,pl,lua,dart,ex,exs,erl,hs,ml,fs,clj,vue,svelte,html,css,scss,less,md,mdx,markdown,rst,adoc,tex,jl,r,zig,nim,sol,proto,graphql,svg}';
/** Names that hold secrets whatever their ending. */
const neverSource = ['.*', '*.env.*', 'wp-config*.php', 'client_secret*', 'id_{rsa,dsa,ecdsa,ed25519}*'];
/** Backup copies: checked by the name of the original. */
const copyEnding = /(?:~|\.(?:bak|backup|old|orig|save|swp|tmp|copy|disabled|dist-local|\d{1,3}))$/i;

const isSecretFile = namePatterns(secretFiles);
const isSecretFolder = namePatterns(secretFolders);
const isSuspiciousFolder = namePatterns(suspiciousFolders);
const isSecretPathPattern = namePatterns(secretPaths);
const isSource = namePatterns([`*.${sourceEndings}`]);
const isNeverSource = namePatterns(neverSource);

/** `path` with forward slashes. True if the file or a folder on the way to it has a name of secrets. */
export function isSecretPath(path: string): boolean {
  const names = path.split('/').filter((name) => name !== '');
  const file = names.at(-1);
  if (file === undefined) return false;
  const folders = names.slice(0, -1);
  if (folders.some((name) => isSecretFolder(name)) || isSecretPathPattern(path)) return true;
  return isSecretName(file) || (folders.some((name) => isSuspiciousFolder(name)) && !isSource(file));
}

/** Whether nothing below the folder may be read: it need not be opened. */
export function isSecretFolderPath(path: string): boolean {
  return isSecretFolder(path.slice(path.lastIndexOf('/') + 1));
}

function isSecretName(name: string): boolean {
  const original = copyEnding.test(name) ? name.replace(copyEnding, '') : name;
  if (isSource(original) && !isNeverSource(original)) return false;
  return isSecretFile(name) || (original !== name && original !== '' && isSecretName(original));
}
