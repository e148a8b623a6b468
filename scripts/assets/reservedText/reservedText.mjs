// The projects whose text measures the product (reserved.tsv): their names and their texts. Nothing of them may be in a training or
// priming text, not even as copies in other packages.
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { primingTextFile, reservedFile, sourcesFile } from '../assetFiles.mjs';
import { fetchPackage, registries } from '../packages.mjs';
import { sequenceTable } from './wordSequences.mjs';

/** Largest share of a project's sequences of words that training texts may contain. */
export const maxShare = 0.001;

/**
 * @typedef {object} ReservedText
 * @property {string} project
 * @property {string} files A glob inside the package.
 */

/** @returns {(ReservedText & import('../packages.mjs').Package)[]} */
export function reservedTexts() {
  return readFileSync(reservedFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [project, from, name, version, files, checksum] = line.split('\t');
      if (!registries.includes(from)) throw new Error(`${project}: unknown registry: ${from}`);
      if (files === undefined) throw new Error(`${project}: no files`);
      return { project, from, name, version, files, checksum };
    });
}

/** A part of a path or package name that is the name of a project, without its owner and the prefix of Debian. */
const names = reservedTexts().map(({ project }) => project.split('/').at(-1).replace(/[.-]/g, '\\$&'));
const reservedPart = new RegExp(`(?:^|[/@])(?:python3?-)?(?:${names.join('|')})(?:2?(?:$|/)|[-_.][^/]*/)`, 'i');

/** Whether a folder of a path or a package is named like a project, for example `vendor/jinja2/nodes.py` or `python3-pytest`. */
export const isReserved = (path) => reservedPart.test(path);

/** Downloads all projects to `folder` and returns the table of their sequences of words. */
export function reservedSequences(folder) {
  const projects = Object.groupBy(reservedTexts(), ({ project }) => project);
  return sequenceTable(
    Object.fromEntries(
      Object.entries(projects).map(([project, sources]) => [project, sources.flatMap((one) => textsOf(one, folder))]),
    ),
  );
}

function textsOf(source, folder) {
  const from = fetchPackage(source, folder);
  const texts = globSync(source.files, { cwd: from, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  if (texts.length === 0) throw new Error(`${source.project}: no files match ${source.files}`);
  return texts;
}

/** SHA-256 of everything that the comparison depends on. The priming text is decompressed, because compressors differ. */
export function reservedTextDigests() {
  const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');
  return {
    reserved: digest(readFileSync(reservedFile)),
    sources: digest(readFileSync(sourcesFile)),
    primingText: digest(brotliDecompressSync(readFileSync(primingTextFile))),
  };
}
