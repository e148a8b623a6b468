// Reads and checks sources.tsv: the packages that contain the training texts of the pretrained network, one per line.
import { readFileSync } from 'node:fs';

/** Licenses that allow redistribution and training. */
const free =
  /^(?:MIT(?:-0)?|ISC|BSD-[23]-Clause|Apache-2\.0|CC0-1\.0|MIT OR Apache-2\.0|Apache-2\.0 OR MIT|Apache-2\.0 OR BSD-2-Clause)$/;
const registries = ['npm', 'debian'];

/**
 * @typedef {object} Source
 * @property {'npm' | 'debian'} from
 * @property {string} name
 * @property {string} version
 * @property {string} license License of these files.
 * @property {string} kind
 * @property {string} files A glob inside the package.
 * @property {number} most Maximum number of characters (UTF-16 units).
 * @property {string} checksum As npm reports it; for Debian packages the SHA-256 in the same form.
 */

/** @returns {Source[]} */
export function sourcesIn(table) {
  return table
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [from, name, version, license, kind, files, most, checksum] = line.split('\t');
      if (!registries.includes(from)) throw new Error(`${name}: unknown registry: ${from}`);
      if (!free.test(license)) throw new Error(`${name}: this license is not in the list of free licenses: ${license}`);
      if (!/^sha\d+-/.test(checksum ?? '')) throw new Error(`${name}: no checksum`);
      return { from, name, version, license, kind, files, most: Number(most), checksum };
    });
}

export const readSources = () => sourcesIn(readFileSync(new URL('sources.tsv', import.meta.url), 'utf8'));
