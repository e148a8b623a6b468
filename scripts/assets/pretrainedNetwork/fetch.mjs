// Fetches the packages that the text is taken from, each once: npm's with npm, Debian's with apt-get. What is not what sources.tsv
// says it is, is not used.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with the package's files; kept in `folder`, so that the next run finds it there. */
export function fetched(source, folder) {
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

/** Needs a Debian that still offers this version. */
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
