// Where the text comes from that the generic network learns: sources.tsv, a package's files a line, read and checked.
import { readFileSync } from 'node:fs';

/** Text under these may be redistributed, and learnt from. */
const free =
  /^(?:MIT(?:-0)?|ISC|BSD-[23]-Clause|Apache-2\.0|CC0-1\.0|MIT OR Apache-2\.0|Apache-2\.0 OR MIT|Apache-2\.0 OR BSD-2-Clause)$/;
const registries = ['npm', 'debian'];

/**
 * @typedef {object} Source
 * @property {'npm' | 'debian'} from
 * @property {string} name
 * @property {string} version
 * @property {string} licence Of the files taken.
 * @property {string} kind
 * @property {string} files A glob inside the package.
 * @property {number} most Characters (UTF-16 units) to take at most.
 * @property {string} checksum As npm gives it; of a Debian package its SHA-256, in the same form.
 */

/** @returns {Source[]} */
export function sourcesIn(table) {
  return table
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [from, name, version, licence, kind, files, most, checksum] = line.split('\t');
      if (!registries.includes(from)) throw new Error(`${name}: no such registry: ${from}`);
      if (!free.test(licence)) throw new Error(`${name}: not free enough: ${licence}`);
      if (!/^sha\d+-/.test(checksum ?? '')) throw new Error(`${name}: it has no checksum`);
      return { from, name, version, licence, kind, files, most: Number(most), checksum };
    });
}

export const readSources = () => sourcesIn(readFileSync(new URL('sources.tsv', import.meta.url), 'utf8'));
