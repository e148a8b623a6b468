// The texts that the generic network learns: files of packages under free licences, by the rules by which a workspace's files are
// taken, with secrets masked, none twice, in an order that mixes all kinds.
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { normalize, exclusionReasonOf } from '../../../src/corpus/admit.ts';
import { readsAsText } from '../../../src/corpus/contentRules.ts';
import { maskSecrets } from '../../../src/corpus/maskSecrets.ts';
import { fnv1a } from '../../../src/model/network/fnv1a.ts';
import { fetched } from './fetch.mjs';

/** What the network is measured by is not among what it learns, nor is a copy of it that another package brings along. */
const measuredBy = /jinja|typeguard|\bclick\b|\bmsw\b|rxjs|typeorm|shakespeare|(?:^|\/)til\b/i;
/** Copies of others' packages, and what is under other terms than the rest of its package. */
const unwanted =
  /(?:^|\/)(?:_?vendor(?:ed)?|_vendored_packages|node_modules|locales?)\/|IPython\/core\/debugger\.py|kombu\/utils\/functional\.py|\.min\.|\.d\.ts$/;
const allowedVendors = /^(?:libxmljs|re2)$/;
/** Too short to tell anything; more than enough of one file. */
const [leastLength, mostOfFile] = [300, 60_000];
/** A file is as good as known if so much of its text stands in lines that came before. */
const mostKnown = 0.5;
const leastLine = 16;

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
  const from = fetched(source, folder);
  const paths = globSync(source.files, { cwd: from })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !measuredBy.test(path) && (allowedVendors.test(source.name) || !unwanted.test(path)))
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
    return undefined; // a folder with a file's name, or a link to nothing
  }
  const text = paragraphs(normalize(whole));
  if (text.length < leastLength || !readsAsText(text) || exclusionReasonOf({ path, text }) !== undefined)
    return undefined;
  const part = text.length <= mostOfFile ? text : text.slice(0, text.lastIndexOf('\n', mostOfFile) + 1);
  return maskSecrets(part);
}

/** Speeches and chapters on one line, as paragraphs of a few sentences. */
function paragraphs(text) {
  return text.replace(/[^\n]{2000,}/g, (line) => line.replace(/(.{400,}?[.!?]) (?=[A-Z])/g, '$1\n\n'));
}

/** Whether most of it was seen before; from now on all of it was. */
function isKnown(text, seen) {
  let [known, all] = [0, 0];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed.length < leastLine) continue;
    const number = hash(trimmed);
    all += trimmed.length;
    if (seen.has(number)) known += trimmed.length;
    seen.add(number);
  }
  return known > mostKnown * all;
}
