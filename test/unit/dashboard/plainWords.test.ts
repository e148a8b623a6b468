// Most pages use plain words; only those about the training use its terms.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

const root = new URL('../../../media/dashboard/', import.meta.url);
const german = JSON.parse(
  readFileSync(new URL('../../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;
const plainPages = ['pages/{overview,files,runs,suggestions}/*.ts', 'ui/*.ts', 'charts/lossReadout.ts'];
/** What is seen first. */
const firstPage = ['pages/overview/*.ts', 'ui/*.ts', 'charts/lossReadout.ts'];
/** Words of machine learning, in English and German. */
const terms = /held[- ]out|zurückgehalten|^top-p$|perplexity|Perplexität/iu;

/** And the figures and settings of other pages. */
const figures = /bits? per|Bit pro|^Temperatur|smoothing|Glättung|gradient|learning rate|Lernrate|epoch/iu;

function textsOf(pages: readonly string[]): readonly string[] {
  return globSync(pages, { cwd: root }).flatMap((path) => {
    const source = readFileSync(new URL(path, root), 'utf8');
    return [...source.matchAll(/\bt\(\s*'([^']*)'/g)].map((match) => match[1]!);
  });
}

describe('the texts of the pages that are not about the training', () => {
  it('use no terms of machine learning', () => {
    const texts = textsOf(plainPages);
    assert.ok(texts.length > 100);
    const found = texts.filter((text) => terms.test(text) || terms.test(german[text] ?? ''));
    assert.deepEqual(found, []);
  });

  it('name no figures of the training on the first page and in the header', () => {
    const texts = textsOf(firstPage);
    assert.ok(texts.length > 50);
    const found = texts.filter((text) => figures.test(text) || figures.test(german[text] ?? ''));
    assert.deepEqual(found, []);
  });
});
