import assert from 'node:assert/strict';
import { caretIn, recordedLimits } from '../../../../src/completion/calibrate/recordedText.ts';
import { tallyOf } from '../../../../src/completion/calibrate/typeRecording.ts';
import { createSuggestionFeedback } from '../../../../src/completion/feedback.ts';
import { closesOther, openNameAt as proposedAt } from '../../../../src/completion/fit/openName.ts';
import { situationOf } from '../../../../src/completion/suggest.ts';
import { requestAt } from '../../predictor/tinyModel.ts';

describe('open name', () => {
  it('is the innermost environment in LaTeX', () => {
    const list = '\\begin{document}\n\\begin{itemize}\n\\begin{tabular*}{x}\\end{tabular*}\n';
    assert.equal(proposedAt(`${list}\\end{`), 'itemize}');
    assert.equal(proposedAt(`${list}\\end{ite`), 'mize}');
    assert.equal(proposedAt(`${list}\\end{itemize}\n\\end{`), 'document}');
  });

  it('is the innermost element in HTML and XML, without those that need no closing tag', () => {
    assert.equal(proposedAt('<ul class="a">\n<li>one<br>two <img src="b"> <b>x</b></'), 'li>');
    assert.equal(proposedAt('<a:list>\n<a:item id="1"/>\n<!DOCTYPE x></a:'), 'list>');
    assert.equal(proposedAt('<ul><li>one</ul><p>two</'), 'p>');
    assert.equal(proposedAt('<Form onChange={() => save()}><Field of={() => 1} /></'), 'Form>');
  });

  it('is nothing where nothing is open, another name is typed, or no tag is closed', () => {
    for (const before of [
      '\\end{',
      '\\begin{itemize}\\end{enu',
      '<b>x</b></',
      '<ul></o',
      '<ul><',
      'a </',
      '\\begin{a}{',
    ])
      assert.equal(proposedAt(before), undefined, before);
    assert.equal(proposedAt('const a: Array<string> = b;\nreturn c </'), undefined);
  });

  it('must not be another one in a continuation', () => {
    const before = 'x\\begin{itemize}\n';
    assert.ok(closesOther(before, '\\end{enumerate'));
    assert.ok(closesOther(before, '\\end{item}'));
    assert.ok(closesOther(before, '\\end{itemize}\n\\begin{a}\\end{itemize}'));
    assert.ok(closesOther('<ul><li>one</', 'ul'));
    for (const written of ['', '\\end{', '\\end{item', '\\end{itemize}', '\\end{itemize}\n\\end{document}', 'a </b'])
      assert.ok(!closesOther(before, written), written);
  });

  it('is proposed at the caret, and while a recorded text is typed', () => {
    const text = '\\begin{itemize}\n\\end{itemize}';
    const policy = { ...createSuggestionFeedback(), fileIndex: undefined };
    const request = requestAt(text.slice(0, -8), { model: 'mixture' });
    assert.equal(situationOf(request, policy).proposed?.text, 'itemize}');
    const required = { firstWord: 0.9, nextWord: 0.9, nextLine: 0.9 };
    const situationAt = (at: number) => ({ caret: caretIn(text, at), limits: recordedLimits, required });
    assert.equal(tallyOf({ text, candidates: [] }, { situationAt }).acceptedLength, 8);
  });
});
