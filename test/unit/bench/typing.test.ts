import assert from 'node:assert/strict';
import { countShown, findFlicker, type Frame } from '../../../bench/typing/flicker.ts';
import { midLineEdits, newFile, typedText } from '../../../bench/typing/texts.ts';

/** Frames written as `typed[ghost]`, or `line: typed[ghost]`; with a plus at the end, the list of completions is open. */
const frames = (...pictures: string[]): Frame[] =>
  pictures.map((picture, at) => {
    const [, line = '', text = ''] = /^(?:(\d): )?(.*?)\+?$/su.exec(picture)!;
    const [typed = '', ghost = ''] = text.split(/[[\]]/u);
    return { at, line, typed, ghost, isListOpen: picture.endsWith('+') };
  });

const kinds = (...pictures: string[]): string[] => findFlicker(frames(...pictures)).map(({ kind }) => kind);

describe('flicker of ghost text', () => {
  it('is a suggestion that is replaced while the typed text agrees with it', () => {
    assert.deepEqual(kinds('x = [value]', 'x = v[ector]'), ['replaced']);
    assert.deepEqual(kinds('x = [value]', 'x = [other]'), ['replaced'], 'without a key');
    assert.deepEqual(kinds('x = [value]', 'x = v[alue;]'), ['replaced'], 'also by a longer one');
  });

  it('is a suggestion that is removed and shown again', () => {
    assert.deepEqual(kinds('x = [value]', 'x = v', 'x = v[alue]'), ['removed and shown again']);
    assert.deepEqual(kinds('x = [value]', 'x = v', 'x = va[lue]'), ['removed and shown again']);
  });

  it('says whether the list of completions was open meanwhile', () => {
    const besideList = (...pictures: string[]) => findFlicker(frames(...pictures)).map((each) => each.isBesideList);
    assert.deepEqual(besideList('x = [value]', 'x = v+', 'x = v[alue]'), [true]);
    assert.deepEqual(besideList('x = [value]', 'x = v[ector]+'), [true]);
    assert.deepEqual(besideList('x+', 'x = [value]', 'x = v', 'x = v[alue]'), [false]);
  });

  it('is neither type-through, nor acceptance, nor another suggestion after a disagreement', () => {
    assert.deepEqual(kinds('x = [value]', 'x = v[alue]', 'x = va[lue]', 'x = value', 'x = value[;]'), []);
    assert.deepEqual(kinds('x = [value]', 'x = value[ + 1]', 'x = value + 1'), []);
    assert.deepEqual(kinds('x = [value]', 'x = o', 'x = o[ther]'), []);
    assert.deepEqual(kinds('x = [value]', 'x = v', 'x = vo', 'x = vo[id]'), [], 'removed, and not shown again');
    assert.deepEqual(kinds('x = [value]', '', '[another line]'), []);
    assert.deepEqual(kinds('1: [value]', '2: [other]', '2: o[ther]'), [], 'on another line');
    assert.deepEqual(kinds('x = [\n  value\n}]', 'x = [{\n  value\n}]'), [], 'the lines below are drawn first');
    assert.deepEqual(kinds('x = [{\n  value\n}]', 'x = {[\n  value\n}]', 'x = {[ //\n  value\n}]'), ['replaced']);
  });
});

describe('the simulated user of the typing benchmark', () => {
  it('counts suggestions that appear', () => {
    assert.equal(countShown(frames('x', 'x[y]', 'xy', 'xyz[a]', 'xyza')), 2);
  });

  it('types a new file, and the missing middles of lines', () => {
    assert.equal(newFile('a', 'one\r\ntwo', 5).text, 'one\nt');
    const text =
      'short\nThe old ledger stands open on the shelf beside it.\nThe new ledger stands open on the shelf beside it.\n';
    const edits = midLineEdits('a.md', text, 1);
    assert.equal(edits.length, 2);
    for (const edit of edits) {
      const { content, at, text: typed } = edit;
      assert.equal(typedText(edit), text);
      assert.ok(content[at - 1] === ' ' && content[at] === ' ' && typed.length > 5);
    }
    assert.deepEqual(midLineEdits('a.md', text, 2).length, 1);
  });
});
