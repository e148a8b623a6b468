import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { reservedReportFile, sourcesFile } from '../../../scripts/assets/assetFiles.mjs';
import { packagedSources, sourcesIn } from '../../../scripts/assets/pretrainedNetwork/sources.mjs';
import {
  isReserved,
  maxShare,
  reservedTextDigests,
  reservedTexts,
} from '../../../scripts/assets/reservedText/reservedText.mjs';
import { sequenceTable, withoutTerms } from '../../../scripts/assets/reservedText/wordSequences.mjs';

interface Report {
  readonly digests: Readonly<Record<string, string>>;
  readonly projects: readonly {
    readonly project: string;
    readonly inTrainingText: number;
    readonly inPrimingText: number;
  }[];
}

const report = JSON.parse(readFileSync(reservedReportFile, 'utf8')) as Report;

describe('texts that measure the product', () => {
  it('were compared with the present training and priming text', () => {
    assert.deepEqual(
      report.digests,
      reservedTextDigests(),
      'Run node scripts/run.mjs scripts/assets/reservedText.mjs.',
    );
  });

  it('all share at most 0.1 % of their sequences of words with it', () => {
    const projects = new Set(reservedTexts().map(({ project }) => project));
    assert.deepEqual(new Set(report.projects.map(({ project }) => project)), projects);
    const tooMuch = report.projects.filter(
      ({ inTrainingText, inPrimingText }) => !(Math.max(inTrainingText, inPrimingText) <= maxShare),
    );
    assert.deepEqual(tooMuch, []);
  });

  it('are in no source of the pretrained network', () => {
    assert.ok(sourcesIn(readFileSync(sourcesFile, 'utf8')).length > 100);
    const line = 'npm\tzod\t4.6.7\tMIT\ttypescript\tsrc/**/*.ts\t1000\tsha512-x';
    assert.throws(() => sourcesIn(line), /zod: this project measures the product/);
  });

  it('are in no source of the network in the package', () => {
    const read = packagedSources().flatMap(({ name }) => (isReserved(name) ? [name] : []));
    assert.deepEqual(read, []);
  });

  it('are known by the names of packages and folders', () => {
    for (const path of ['python3-pytest', 'zod', 'deps/jinja2/nodes.py', 'rxjs-compat/index.ts', '@types/zod/v4.ts']) {
      assert.ok(isReserved(path), path);
    }
    for (const path of ['src/requests.py', 'python3-pandas', 'zodiac/main.ts', 'src/onclick/index.ts']) {
      assert.ok(!isReserved(path), path);
    }
  });
});

describe('sequences of words', () => {
  const words = (from: number, to: number): string =>
    Array.from({ length: to - from }, (_, index) => `word${from + index}`).join(' ');

  it('are found in another text with other signs and capitals', () => {
    const table = sequenceTable({ one: [words(0, 20)] });
    const { places, count } = table.lookUp(`begin;${words(0, 20).toUpperCase().replaceAll(' ', ',\n')}`);
    assert.deepEqual([places.length, count], [8, 9]);
    table.mark(places);
    assert.deepEqual(table.shares(), { one: { sequences: 8, share: 1 } });
  });

  it('of twelve equal words are no copy', () => {
    const table = sequenceTable({ one: [words(0, 20)] });
    assert.deepEqual(table.lookUp(`${words(0, 12)} other ${words(12, 20)}`).places, []);
  });

  it('of two projects are counted apart', () => {
    const table = sequenceTable({ one: [words(0, 13)], two: [words(0, 14)] });
    table.mark(table.lookUp(words(1, 14)).places);
    assert.deepEqual(table.shares(), { one: { sequences: 1, share: 0 }, two: { sequences: 2, share: 0.5 } });
  });

  it('do not count paragraphs of licenses', () => {
    assert.equal(withoutTerms(`// Copyright (c) Someone\n// Licensed under MIT.\n\nconst a = 1;\n`), 'const a = 1;\n');
  });
});
