// Reads and checks the tables of the packages that contain training texts of the pretrained network, one per line: sources.tsv is
// what a training reads, packaged.tsv what the network in the package has read. A training that ends copies the former to the latter.
import { readFileSync } from 'node:fs';
import { isReserved } from '../reservedText/reservedText.mjs';
import { packagedSourcesFile } from '../assetFiles.mjs';
import { registries } from '../packages.mjs';

/**
 * Licenses that allow redistribution and training without conditions on the network. `PostgreSQL` has the conditions of MIT;
 * `Public-Domain` stands for texts whose copyright has ended or was given up, whatever the license of the package that has them.
 */
const free =
  /^(?:MIT(?:-0)?|ISC|BSD-[23]-Clause|Apache-2\.0|CC0-1\.0|PostgreSQL|Public-Domain|MIT OR Apache-2\.0|Apache-2\.0 OR MIT|Apache-2\.0 OR BSD-2-Clause)$/;

/**
 * @typedef {object} Source
 * @property {'npm' | 'debian' | 'git'} from
 * @property {string} name
 * @property {string} version
 * @property {string} license License of these files.
 * @property {string} kind
 * @property {string} files A glob inside the package.
 * @property {number} most Maximum number of characters (UTF-16 units).
 * @property {string} checksum As npm reports it; for Debian packages the SHA-256 in the same form.
 */

/** @returns {Source[]} @throws Error for a line that is not valid, or whose text measures the product. */
export function sourcesIn(table) {
  const sources = linesIn(table);
  for (const { name } of sources) if (isReserved(name)) throw new Error(`${name}: this project measures the product.`);
  return sources;
}

/** @returns {Source[]} */
function linesIn(table) {
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

/** @returns {Source[]} Of the network in the package. The first one was trained before texts were reserved. */
export const packagedSources = () => linesIn(readFileSync(packagedSourcesFile, 'utf8'));
