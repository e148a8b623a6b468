// Whether the model's probabilities mean what they say: of the words that it calls 70 % likely, 70 % should be right.
import { take } from '../completion/reader.ts';
import type { RecordedText } from '../completion/typing.ts';

const bins = 20;

/** Mean gap between said and true share of right first words, weighted by how often it was said (expected calibration error). */
export function calibrationError(texts: readonly RecordedText[]): number {
  const said = new Float64Array(bins);
  const right = new Float64Array(bins);
  let count = 0;
  for (const { text, guesses } of texts) {
    guesses.forEach((guess, at) => {
      if (!guess) return;
      const { end, probability } = guess.words[0]!;
      const bin = Math.min(bins - 1, Math.floor(probability * bins));
      said[bin]! += probability;
      right[bin]! += Number(take(guess.text.slice(0, end), text, at).firstWordRight);
      count++;
    });
  }
  return count === 0 ? 0 : said.reduce((sum, value, bin) => sum + Math.abs(value - right[bin]!), 0) / count;
}
