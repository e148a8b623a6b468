// Says in words which gate refused a suggestion, with its figures.
import { gates } from '../../completion/decide/gates.ts';
import { withBegunWord } from '../../completion/decide/neverWords.ts';
import { usualWord } from '../../completion/decide/threshold.ts';
import { minCharacters } from '../../completion/fit/fit.ts';
import type { Refusal } from '../../protocol/predictor.ts';
import { oneLine, shortened, type Localization, type Rounding } from './explanationRows.ts';

/** Characters of the refused text that are shown, so that the sentence fits into a row of the list. */
const textWidth = 16;
/** No word has this probability. */
const almostCertain = 0.95;
/** A word that is so many times less likely than needed says nothing: in a German text, it is an English one. */
const farFactor = 4;

/** The English texts are in the table of gates. `before`: the text before the cursor, which may end with the beginning of the word. */
export function refusalText(refusal: Refusal, before: string, { t, percent }: Localization): string {
  const { gate: name, text, probability, needed } = refusal;
  const areEqual = percent(probability ?? 0) === percent(needed ?? 1);
  const share = (value: number | undefined, rounding: Rounding): string =>
    value === undefined ? '' : percent(value, areEqual ? rounding : 'nearest');
  const isNamed = namesWord(refusal);
  if (needed !== undefined && !isNamed) {
    const least = share(needed, 'up');
    if (name === 'unfamiliar')
      return needed >= almostCertain || text !== undefined
        ? t('This text is unlike what was learned.')
        : t('This text is unfamiliar: a word needs {0} here.', least);
    if (probability === undefined) return t('No word is likely enough here: {0} is needed.', least);
    if (text === undefined || name === 'confidence')
      return t('No word is likely enough: none has more than {0}, and {1} is needed.', share(probability, 'up'), least);
  }
  const sentence = t(
    (isNamed && shortWordText(name, text)) || becauseOf(name),
    isNamed ? nameOf(withBegunWord(text ?? '', before), t) : t('the likeliest word'),
    share(probability, 'down'),
    share(needed, 'up'),
  );
  return sentence[0]!.toUpperCase() + sentence.slice(1);
}

const becauseOf = (name: Refusal['gate']): string => gates.find((gate) => gate.name === name)!.because;

/** Whether there is a word, and it is not so much less likely than needed that its name is no reason. */
export function namesWord({ gate, text, probability = 1, needed = 0 }: Refusal): boolean {
  return text !== undefined && (!becauseOf(gate).includes('{1}') || probability * farFactor >= needed);
}

/** Where the reason is that accepting the text saves few keys. */
function shortWordText(name: Refusal['gate'], text = ''): string | undefined {
  if (name === 'fit' && Array.from(text.trim()).length < minCharacters)
    return 'Only {0} is likely here, and typing it is as quick as Tab.';
  return name === 'confidence' && text.length < usualWord
    ? '{0} is {1} likely; an addition as short as this one needs {2}.'
    : undefined;
}

const quotationMarks = /^[\p{Pi}\p{Pf}„"']+$/u;

/** In quotes, without the borders of a table beside it: white space, and signs of another line, say nothing in quotes. */
function nameOf(text: string, t: Localization['t']): string {
  const [inner = text.trim()] = /[^\s|](?:.*[^\s|])?/su.exec(text) ?? [];
  const isWord = /[\p{L}\p{N}]/u.test(inner);
  if (quotationMarks.test(inner)) return t('a quotation mark');
  if (!isWord && /^\s*\n/u.test(text)) {
    return inner === '' ? t('a new line') : t('“{0}” in a new line', shortened(oneLine(inner), textWidth));
  }
  return inner === '' ? t('white space') : t('“{0}”', shortened(oneLine(inner), textWidth));
}
