// Collects the texts that the pretrained network learns: files of packages under free licenses. The rules for workspace files
// apply, secrets are masked, duplicates are dropped, and the order mixes all kinds.
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { exclusionReasonOf, readsAsText } from '../../../src/corpus/contentRules.ts';
import { normalize } from '../../../src/corpus/decode.ts';
import { maskSecrets } from '../../../src/corpus/secrets/maskSecrets.ts';
import { fnv1a } from '../../../src/model/network/fnv1a.ts';
import { fetchPackage } from '../packages.mjs';
import { isReserved } from '../reservedText/reservedText.mjs';
import { plainText } from './plainText.mjs';

/** Copies of other packages, and files under another license than their package. */
const unwanted =
  /(?:^|\/)(?:_?vendor(?:ed)?|_vendored_packages|node_modules|locales?)\/|IPython\/core\/debugger\.py|kombu\/utils\/functional\.py|\.min\.|\.d\.ts$/;
const allowedVendors = /^(?:libxmljs|re2)$/;
/** Characters of a file: shorter files are skipped, longer ones are cut. Books are continued as further texts. */
const [minLength, maxLength] = [300, 60_000];
const continued = ['prose', 'plays'];
/** A file is left out if it has more sequences of words from reserved texts: chance makes one or two. */
const maxReservedSequences = 2;
/** A file is a duplicate if this share of its text is in lines of earlier files. */
const maxKnownShare = 0.5;
const minLineLength = 16;

const encoder = new TextEncoder();
const hash = (text) => fnv1a(encoder.encode(text));

/**
 * `reserved`: the sequences of words of the texts that measure the product. Those of the result are marked.
 * @returns {{ kind: string, path: string, text: string }[]}
 */
export function gather(sources, folder, reserved) {
  const seen = new Set();
  const texts = sources.flatMap((source) => textsOf(source, folder, { seen, reserved }));
  return texts.sort((a, b) => hash(a.path) - hash(b.path));
}

function textsOf(source, folder, { seen, reserved }) {
  const from = fetchPackage(source, folder);
  const paths = globSync(source.files, { cwd: from })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !isReserved(path) && (allowedVendors.test(source.name) || !unwanted.test(path)))
    .sort((a, b) => hash(a) - hash(b));
  const texts = [];
  let length = 0;
  for (const path of paths) {
    if (length >= source.most) break;
    for (const [index, text] of textsIn(join(from, path), path, source.kind).entries()) {
      if (length >= source.most || isKnown(text, seen)) continue;
      const { places } = reserved.lookUp(text);
      if (places.length > maxReservedSequences) continue;
      reserved.mark(places);
      texts.push({ kind: source.kind, path: `${source.name}/${path}${index === 0 ? '' : `#${index}`}`, text });
      length += text.length;
    }
  }
  return texts;
}

function textsIn(file, path, kind) {
  let bytes;
  try {
    bytes = readFileSync(file);
  } catch {
    return []; // A folder with the name of a file, or a broken link.
  }
  const isWritten = kind === 'documentation' || continued.includes(kind);
  const text = paragraphs(normalize(isWritten ? plainText(bytes, path) : bytes.toString('utf8')));
  if (text.length < minLength || !readsAsText(text) || exclusionReasonOf({ path, text }) !== undefined) return [];
  const parts = partsOf(text);
  return (continued.includes(kind) ? parts : parts.slice(0, 1)).map((part) => maskSecrets(part, path).text);
}

/** Parts of at most `maxLength` characters that end with a line. */
function partsOf(text) {
  const parts = [];
  for (let at = 0; at < text.length;) {
    const lineEnd = text.lastIndexOf('\n', at + maxLength - 1) + 1;
    const end = text.length - at <= maxLength ? text.length : lineEnd > at ? lineEnd : at + maxLength;
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
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
