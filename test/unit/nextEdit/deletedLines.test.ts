import assert from 'node:assert/strict';
import { chooseOffer } from '../../../src/nextEdit/chooseOffer.ts';
import { createNextEdits, type Offer } from '../../../src/nextEdit/nextEdits.ts';
import { initialThresholds } from '../../../src/nextEdit/threshold.ts';
import { tokenChanges } from '../../../src/nextEdit/tokenChanges.ts';
import { editOf } from './editOf.ts';
import { lines, offersIn } from './exampleEdits.ts';

/** What is offered in the text from which the user has deleted each of the parts, one after the other. */
function offerAfter(text: string, ...deleted: readonly string[]): { readonly text: string; readonly offer?: Offer } {
  const nextEdits = createNextEdits();
  let at = 0;
  for (const [nowMs, part] of deleted.entries()) {
    at = text.indexOf(part);
    const after = text.slice(0, at) + text.slice(at + part.length);
    nextEdits.learn('a.ts', { before: text, after, start: at, oldEnd: at + part.length, newEnd: at }, 'typed', nowMs);
    text = after;
  }
  const offer = chooseOffer(offersIn(nextEdits, text, 1000, at), { document: 'a.ts', at }, initialThresholds);
  return { text, ...(offer && { offer }) };
}

const traced = lines(
  'function load(name) {',
  '  console.log("trace");',
  '  return read(name);',
  '}',
  '',
  'function save(name, text) {',
  '  console.log("trace");',
  '  if (name) {',
  '    console.log("trace");',
  '    write(name, text);',
  '  }',
  '  write(name, console.log("trace"));',
  '}',
);

describe('a deleted line', () => {
  it('is offered for deletion where it is again, after it was deleted twice', () => {
    const line = '  console.log("trace");\n';
    const { text, offer } = offerAfter(traced, line, line);
    assert.ok(offer, 'at another indentation');
    assert.equal(text.slice(offer.start, offer.end), `  ${line}`);
    assert.equal(offer.old, `  ${line}`);
    assert.equal(offer.new, '');
    const left = text.slice(0, offer.start) + text.slice(offer.end);
    assert.equal(offerAfter(left).offer, undefined, 'no part of a line is one');
  });

  it('is the same change where the deletion begins at the end of the line before', () => {
    const line = '\n  console.log("trace");';
    const { text, offer } = offerAfter(traced, line, line);
    assert.equal(text.slice(offer!.start, offer!.end), '    console.log("trace");\n');
  });

  it('is the whole one, also where the next line begins alike', () => {
    const text = lines('  logs.push(1);', '  logs.push(2);', '  logs.push(3);');
    const [change] = tokenChanges(editOf(text, text.replace('  logs.push(1);\n', '')));
    assert.equal(change!.old, '  logs.push(1);\n');
  });

  it('is no change that is repeated where it says nothing, or opens a bracket', () => {
    const deleted = (line: string) => tokenChanges(editOf(`a\n${line}\nb\n`, 'a\nb\n'));
    for (const line of ['', '  ---', '  if (name) {', '}']) assert.deepEqual(deleted(line), [], line);
    assert.equal(deleted('  debugger;').length, 1);
  });
});
