import assert from 'node:assert/strict';
import { createNumberSteps, createReplacedNumbers } from '../../../../src/completion/decide/nextNumber.ts';
import { createSuggestionFeedback } from '../../../../src/completion/feedback.ts';
import { requestAt } from '../../predictor/tinyModel.ts';

describe('the next number', () => {
  const next = (replaced: string, typed = '') => createNumberSteps().next(replaced, typed)?.text;

  it('is one more, and as long as the number that the user replaces', () => {
    assert.equal(next('25'), '26');
    assert.equal(next('_1748'), '_1749');
    assert.equal(next('009'), '010');
    assert.equal(next('99'), '100');
    assert.equal(next('rc1'), 'rc2');
  });

  it('is the rest of it after the digits that the user has typed', () => {
    assert.equal(next('1748', '17'), '49');
    assert.equal(next('1748', '2'), undefined);
    assert.equal(next('1748', '1749'), undefined);
  });

  it('is not proposed for words, hashes, numbers of more than nine digits and several words', () => {
    for (const replaced of ['', 'word', '1.2', 'one 2', '12345678901', 'd27e3f3d7c64b4bbf8e4abfb9b63b83e846e0435']) {
      assert.equal(next(replaced), undefined, replaced);
    }
  });

  it('becomes more probable where the user raises such numbers by one, and less probable where not', () => {
    const steps = createNumberSteps();
    const first = steps.next('200', '')!.probability;
    for (let number = 200; number < 205; number++) steps.observe(`${number}`, `${number + 1} items`);
    assert.ok(first < 0.2 && steps.next('205', '')!.probability > 0.6);
    for (let count = 0; count < 20; count++) steps.observe('200', '404');
    assert.ok(steps.next('200', '')!.probability < 0.3);
  });

  it('learns from the requests of one replacement when the user goes on elsewhere', () => {
    const numbers = createReplacedNumbers();
    const type = (typed: string, replaced: string) =>
      numbers.observeRequest({
        document: 'notes.md',
        before: `count: ${typed}`,
        replaced,
        typedLength: typed.length,
      });
    const probability = () =>
      numbers.proposedAt({ document: 'notes.md', before: 'count: ', replaced: '300', typedLength: 0 })!.probability;
    const before = probability();
    for (const typed of ['', '1', '18', '180']) type(typed, '179');
    assert.equal(probability(), before);
    numbers.observeRequest({ document: 'notes.md', before: 'other text' });
    assert.ok(probability() > before);
  });

  it('is proposed in place of the number that the user deleted', () => {
    const feedback = createSuggestionFeedback();
    const request = requestAt('_', { model: 'mixture', replaced: '_1748', typedLength: 1 });
    feedback.observeRequest(request);
    assert.equal(feedback.proposedAt(request)?.text, '1749');
    assert.equal(feedback.proposedAt(requestAt('_', { model: 'mixture' })), undefined);
  });
});
