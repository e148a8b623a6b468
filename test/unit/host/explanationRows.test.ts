// The list that explains a suggestion: everything fits into the rows, in both languages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gates } from '../../../src/completion/decide/gates.ts';
import { awaitedEditText } from '../../../src/host/suggestions/awaitedEditText.ts';
import {
  explanationRows,
  explanationTitle,
  percentOf,
  rowWidth,
  type Explanation,
  type ExplanationRow,
  type Localization,
} from '../../../src/host/suggestions/explanationRows.ts';
import { namesWord, refusalText } from '../../../src/host/suggestions/refusalText.ts';

const bundle = new URL('../../../l10n/bundle.l10n.de.json', import.meta.url);
const german = JSON.parse(readFileSync(bundle, 'utf8')) as Record<string, string>;

function localization(language: 'en' | 'de'): Localization {
  const strings = language === 'de' ? german : {};
  return {
    t: (text, ...values) => (strings[text] ?? text).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
    percent: (probability, rounding) => percentOf(probability, language, rounding),
  };
}

const word = (text: string, others: readonly string[]): Explanation['words'][number] => ({
  text,
  all: 0.1234,
  without: [
    { label: 'your network', probability: 0.12 },
    { label: 'pretrained network', probability: 0.98765 },
  ],
  contextMixingAlone: 0.00001,
  workspaceNetworkAlone: 1,
  alternatives: others.map((other) => ({ text: other, probability: 0.034 })),
});

const short: Explanation = {
  suggestion: ' jumps over',
  words: [word(' jumps', [' runs', ' sleeps']), word(' over', [])],
  place: { path: 'notes/fox.md', line: 4, lineText: '  The fox jumps over.', character: 10, matched: 12 },
};
const identifier = 'aVeryLongIdentifierThatNobodyWouldTypeByHand';
const long: Explanation = {
  suggestion: `${identifier}(${identifier});\nand more`,
  words: Array.from({ length: 12 }, () => word(identifier, [identifier, `${identifier}2`, 'x', '\n}'])),
  place: {
    path: 'a-project/packages/a-package/source/pages/training/theNoisePanel.ts',
    line: 12_344,
    lineText: `${' '.repeat(8)}${'someLongIdentifier, '.repeat(12)}`,
    character: 8 + 6 * 'someLongIdentifier, '.length,
    matched: 2000,
  },
};

const awaitedChanges = [
  ...([0, 1, 2] as const).flatMap((times) => [false, true].map((isRefused) => ({ times, isRefused }))),
  ...[-2.5, 0.5].map((logit) => ({ times: undefined, logit })),
];

const labels = (rows: readonly ExplanationRow[]): string[] => rows.map(({ label }) => label);

for (const language of ['en', 'de'] as const) {
  describe(`the explanation of a suggestion (${language})`, () => {
    const local = localization(language);

    it('has no row for white space at the end of the suggestion', () => {
      const rows = explanationRows({ ...short, words: [...short.words, word(' ', [' the'])] }, local);
      assert.deepEqual(labels(rows), labels(explanationRows(short, local)));
    });

    it('says which gate refused it, with its figures', () => {
      const refusal = refusalText({ gate: 'confidence', text: ' fox', probability: 0.54, needed: 0.7 }, 'brown', local);
      assert.match(
        refusal,
        language === 'en'
          ? /^“fox” is 54% likely; a word of this length needs 70%\.$/u
          : /„fox“ ist zu 54\s% sicher; .* 70\s%/u,
      );
      const brief = refusalText({ gate: 'confidence', text: 'fox', probability: 0.1, needed: 0.4 }, '', local);
      assert.match(
        brief,
        language === 'en'
          ? /^“fox” is 10% likely; an addition as short as this one needs 40%/u
          : /ein so kurzer Zusatz/u,
      );
      const near = refusalText({ gate: 'confidence', text: 'foxes', probability: 0.1894, needed: 0.1899 }, '', local);
      assert.match(near, language === 'en' ? / 18% likely; .* needs 19%\./u : / 18\s% sicher; .* braucht 19\s%/u);
      const rows = explanationRows({ ...short, refusal }, local);
      assert.equal(rows.filter(({ detail }) => detail === refusal).length, 1);
      assert.equal(rows.find(({ isHeading }) => !isHeading)?.place, short.place, 'the first entry opens the place');
      const alone = explanationRows({ suggestion: '', words: [], place: undefined, refusal }, local);
      assert.deepEqual(
        alone.filter(({ isHeading }) => !isHeading).map(({ detail, command }) => detail ?? command),
        [refusal, 'hiddenState.copyDiagnostics'],
      );
    });

    it('says what a limit depends on, only where the limit is the reason', () => {
      const says = (isBelowLimit: boolean) =>
        labels(explanationRows({ ...short, refusal: 'Too uncertain.', isBelowLimit }, local)).filter((label) =>
          (language === 'en' ? /^How much is needed$/u : /^Was nötig ist$/u).test(label),
        ).length;
      assert.deepEqual([says(true), says(false)], [1, 0]);
    });

    it('says once what each of two models expects, because one without the other is alone', () => {
      const headings = (models: number) => {
        const words = short.words.map((each) => ({ ...each, without: each.without.slice(0, models - 1) }));
        return explanationRows({ ...short, words }, local).filter(({ isHeading }) => isHeading).length;
      };
      assert.equal(headings(3) - headings(2), 1);
    });

    for (const [size, explanation] of Object.entries({
      short,
      long,
      'without a place': { ...long, place: undefined },
      ...Object.fromEntries(
        gates.map(({ name }) => {
          const refused = { gate: name, text: `\n${identifier}`, probability: 0.5436, needed: 0.69871 };
          return [`refused by ${name}`, { ...long, refusal: refusalText(refused, '', local), isBelowLimit: true }];
        }),
      ),
      ...Object.fromEntries(
        awaitedChanges.map((awaited) => {
          const awaitedEdit = awaitedEditText({ old: identifier, endMs: 1, ...awaited }, 0.4, local);
          return [`an edit with “${awaitedEdit.reason}”`, { ...long, awaitedEdit }];
        }),
      ),
    })) {
      it(`fits into the rows: ${size}`, () => {
        let headingBefore = '';
        for (const { label, description = '', detail = '', isHeading } of explanationRows(explanation, local)) {
          const visible = label.replace('$(go-to-file)', '##');
          const width = isHeading ? label.length : `${visible} ${description} ${headingBefore}`.length;
          assert.ok(width <= rowWidth, `${width}: ${label} ${description} ${headingBefore}`);
          assert.ok(`${detail} ${headingBefore}`.length <= rowWidth, `${detail} ${headingBefore}`);
          headingBefore = isHeading ? label : '';
        }
        assert.ok(explanationTitle(explanation, local).length < rowWidth);
      });
    }

    it('says whether it is visible', () => {
      const [visible, other] = [true, false].map((isVisible) => explanationTitle({ ...short, isVisible }, local));
      assert.match(visible!, language === 'en' ? /^Why “jumps over”/u : /^Warum „jumps over“/u);
      assert.match(other!, language === 'en' ? /^Typing here would show:/u : /^Beim Tippen erschiene hier:/u);
      const refused = explanationTitle({ ...short, isVisible: false, refusal: 'It comes later.' }, local);
      assert.match(refused, language === 'en' ? /^Not shown:/u : /^Nicht angezeigt:/u);
    });

    it('says why a suggestion does not appear by itself, and shows it on request', () => {
      const refusal = 'It comes later.';
      const rows = explanationRows({ ...short, isVisible: false, refusal }, local);
      const reason = rows.find(({ detail }) => detail === refusal);
      assert.match(reason!.label, language === 'en' ? /does not appear by itself/u : /von selbst/u);
      const offers = (isVisible: boolean) =>
        explanationRows({ ...short, isVisible }, local).filter(({ command }) => command === 'hiddenState.suggestNow');
      assert.deepEqual([offers(false).length, offers(true).length], [1, 0]);
    });

    it('says whether a refused text repeats others, does not fit or is too short', () => {
      const reason = (text: string, gate: 'fit' | 'follows' = 'fit') => refusalText({ gate, text }, 'a line', local);
      assert.match(
        reason(' zebray', 'follows'),
        language === 'en' ? /text after the cursor has/u : /nach dem Cursor hat/u,
      );
      assert.match(reason('(zebra'), language === 'en' ? /“\(zebra” does not fit into/u : /„\(zebra“ passt nicht in/u);
      assert.match(reason(' z'), language === 'en' ? /as quick as Tab/u : /so schnell getippt/u);
    });

    it('does not name a word that is far from likely enough', () => {
      const far = { gate: 'confidence', text: ' with', probability: 0.0012, needed: 0.18 } as const;
      assert.match(
        refusalText(far, 'heute', local),
        /: (?:none has more than|keines hat mehr als) 0[.,]12\s?%.* 18\s?%/u,
      );
      assert.match(refusalText({ ...far, gate: 'indentation' }, '', local), /^Tab .*: (?:the likeliest|das beste)/u);
      assert.match(
        refusalText({ gate: 'confidence', needed: 0.18 }, '', local),
        /^(?:No word is|Kein Wort ist).* 18\s?%/u,
      );
      const none = { gate: 'confidence', probability: 0.01, needed: 0.18 } as const;
      assert.match(refusalText(none, 'heute', local), /: (?:none has more than|keines hat mehr als) 1\s?%.* 18\s?%/u);
      assert.deepEqual([far, none, { ...far, needed: 0.004 }].map(namesWord), [false, false, true]);
      assert.doesNotMatch(refusalText({ ...far, gate: 'unfamiliar' }, 'heute', local), /with|%/u);
      assert.match(refusalText({ ...far, gate: 'deleted', needed: 2 }, 'heute', local), /with/u);
    });

    it('names a word that is begun as a whole', () => {
      const refused = { gate: 'confidence', text: 'eat', probability: 0.2, needed: 0.3 } as const;
      assert.match(refusalText(refused, 'on the gr', local), /[“„]great[”“]/u);
      assert.match(refusalText(refused, 'on the ', local), /[“„]eat[”“]/u);
    });

    it('quotes a word without the borders of a table, and a sign, but no white space', () => {
      const named = (text: string) =>
        refusalText({ gate: 'confidence', text, probability: 0.2, needed: 0.3 }, '', local);
      assert.match(named('| File'), /^[“„]File[”“] (?:is|ist zu) 20/u);
      assert.match(named('\n  total = 0'), /^[“„]total = 0[”“] (?:is|ist zu) 20/u);
      const [line, space] =
        language === 'en' ? ['A new line is', 'White space is'] : ['Eine neue Zeile ist zu', 'Leerraum ist zu'];
      assert.match(named(' }'), /^[“„]\}[”“] (?:is|ist zu) 20/u);
      assert.match(named('```'), /^[“„]```[”“] (?:is|ist zu) 20/u);
      assert.match(named(' | '), /^[“„]\|[”“] (?:is|ist zu) 20/u);
      assert.match(named('.\n */'), /^[“„]\.⏎ \*\/[”“] (?:is|ist zu) 20/u);
      const mark = language === 'en' ? /^A quotation mark is 20/u : /^Ein Anführungszeichen ist zu 20/u;
      assert.match(named('\n“'), mark);
      assert.match(named(' "'), mark);
      assert.match(named('\n'), new RegExp(`^${line} 20`, 'u'));
      assert.match(named('  '), new RegExp(`^${space} 20`, 'u'));
      assert.match(
        refusalText({ gate: 'follows', text: '\n})' }, '', local),
        language === 'en' ? /has “\}\)” in a new line already/u : /hat „\}\)“ in einer neuen Zeile schon/u,
      );
    });

    it('asks for no impossible probability', () => {
      const refusal = refusalText({ gate: 'unfamiliar', needed: 0.998 }, '', local);
      assert.doesNotMatch(refusal, /\d/u);
      assert.match(refusalText({ gate: 'unfamiliar', needed: 0.2 }, '', local), /20/u);
    });

    it('contains each word with other words, and all components', () => {
      const rows = explanationRows(short, local);
      const details = rows.map(({ detail = '' }) => detail).join('\n');
      for (const text of ['runs 3', 'sleeps 3', '100', '99', '12', '< 0']) assert.ok(details.includes(text), text);
      const question = language === 'en' ? 'How likely is “jumps”?' : 'Wie wahrscheinlich ist „jumps“?';
      const without = language === 'en' ? 'How likely would “jumps” be?' : 'Wie wahrscheinlich wäre „jumps“?';
      for (const label of [question, without]) assert.equal(labels(rows).filter((each) => each === label).length, 1);
      const left = rows.find(({ label }) => label === without)!.detail!;
      assert.match(left, language === 'en' ? /without your network \d/u : /ohne Ihr Netz \d/u);
      for (const text of ['jumps', 'over'])
        assert.equal(labels(rows).filter((label) => label.includes(text)).length, 3);
      assert.equal(rows.filter(({ isHeading }) => isHeading).length, 5);
    });

    it('shows a word that is begun as a whole', () => {
      const rest = { ...short, suggestion: 'ps over', begun: 'jum', words: [word('ps', ['bo']), word(' over', [])] };
      assert.match(explanationTitle(rest, local), /[“„]jumps over[”“]/u);
      const rows = explanationRows(rest, local);
      assert.equal(labels(rows).filter((label) => label.includes('jumps')).length, 3);
      assert.ok(rows.some(({ detail = '' }) => detail.startsWith('jumbo ')));
      assert.ok(labels(rows).includes('over'));
    });
  });
}

describe('the place of the longest match', () => {
  const local = localization('en');
  const placeOf = (explanation: Explanation) => explanationRows(explanation, local).find(({ place }) => place)!;

  it('names the file and the line, and shows the text', () => {
    const { label, detail, place } = placeOf(short);
    assert.deepEqual([label, detail], ['$(go-to-file) notes/fox.md:5', 'The fox jumps over.']);
    assert.equal(place, short.place);
  });

  it('shortens a path at its beginning, and a line around the word', () => {
    const { label, detail } = placeOf(long);
    assert.equal(label, '$(go-to-file) …/theNoisePanel.ts:12345');
    assert.match(detail!, /^….*, someLongIdentifier, .*…$/);
  });

  it('says where there is none', () => {
    const [first, second] = explanationRows({ ...short, place: undefined }, local);
    assert.deepEqual([first!.label, second!.label], ['Longest match', 'None']);
  });
});

describe('the texts of the list', () => {
  it('show code and not icons', () => {
    const rows = explanationRows({ ...short, words: [word('$(document)', ['$(x'])] }, localization('en'));
    assert.ok(labels(rows).includes('\\$(document)'));
    assert.ok(rows.some(({ detail }) => detail === '$(x 3.4%'));
  });

  it('show probabilities in the display language', () => {
    assert.deepEqual(
      [0.5, 0.000001, 0.998, 1].map((probability) => percentOf(probability, 'en')),
      ['50%', '< 0.01%', '99%', '100%'],
    );
    assert.equal(percentOf(0.0456, 'de'), '4,6\u00a0%');
  });
});
