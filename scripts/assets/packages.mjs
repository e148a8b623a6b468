// Downloads the packages that the scripts of this folder read, and checks their checksums. An unpacked package stays for the next run.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Package
 * @property {'npm' | 'debian' | 'git'} from
 * @property {string} name Of a package, or the address of a Git repository.
 * @property {string} version For a Git repository: the commit.
 * @property {string} checksum As npm reports it; for Debian packages the SHA-256 in the same form. A commit is its own checksum.
 */

const fetchers = { npm: fromNpm, debian: fromDebian, git: fromGit };
export const registries = Object.keys(fetchers);

/**
 * The folder with the package's files, inside `folder`.
 * @param {Package} source
 * @throws Error when the checksum differs.
 */
export function fetchPackage(source, folder) {
  const name = `${source.from}-${source.name.replace(/^https:\/\//, '').replaceAll('/', '+')}`;
  const into = join(folder, `${name}-${source.version.replaceAll(':', '_')}`);
  if (existsSync(into)) return into;
  const unfinished = `${into}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  fetchers[source.from](source, unfinished);
  renameSync(unfinished, into);
  return into;
}

/** The list of a large package's files, which `npm pack` prints, has more than a megabyte. */
const maxOutputBytes = 64 * 2 ** 20;
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', maxBuffer: maxOutputBytes, stdio: ['ignore', 'pipe', 'pipe'] });

function fromNpm({ name, version, checksum }, into) {
  const [{ filename, integrity }] = JSON.parse(run('npm', ['pack', `${name}@${version}`, '--json'], into));
  if (integrity !== checksum) throw new Error(`${name} ${version}: the checksum is ${integrity}.`);
  run('tar', ['-xzf', filename, '--strip-components=1'], into);
  rmSync(join(into, filename));
}

/** Needs a Debian release that still offers this version. */
function fromDebian({ name, version, checksum }, into) {
  run('apt-get', ['download', `${name}=${version}`], into);
  const [archive] = readdirSync(into);
  const sum = createHash('sha256')
    .update(readFileSync(join(into, archive)))
    .digest('base64');
  if (`sha256-${sum}` !== checksum) throw new Error(`${name} ${version}: the checksum is sha256-${sum}.`);
  run('dpkg-deb', ['-x', archive, '.'], into);
  rmSync(join(into, archive));
}

function fromGit({ name, version }, into) {
  run('git', ['clone', '--quiet', '--no-checkout', name, '.'], into);
  run('git', ['checkout', '--quiet', '--detach', version], into);
  rmSync(join(into, '.git'), { recursive: true });
}
