// The first lines of a file of a kind that was never learned.
import assert from 'node:assert/strict';
import { createFileKinds, unfamiliarAt } from '../../../../src/completion/decide/newKind.ts';
import { firstWordGates, type Situation } from '../../../../src/completion/decide/gates.ts';

describe('a new kind of files', () => {
  it('has no other file with the same ending, or the same name without one', () => {
    const kinds = createFileKinds(['w/a.ts', 'w/Makefile']);
    const known = ['w/b.ts', 'w/x.TS', 'w/lib/Makefile', 'w/a.yml', 'w/a.d.ts', 'untitled:1', 'w/Dockerfile'];
    assert.deepEqual(known.filter(kinds.hasKind), ['w/b.ts', 'w/x.TS', 'w/lib/Makefile', 'w/a.d.ts']);
    assert.ok(!kinds.hasKind('w/a.ts'), 'the file itself');
    assert.ok(createFileKinds(['w/a.md']).hasKind('w/b.txt'), 'text for people');
    kinds.add('w/c.ts');
    assert.ok(kinds.hasKind('w/a.ts'));
  });

  it('is unfamiliar in its first lines, so that words need more', () => {
    assert.equal(unfamiliarAt(0.1, 'name: C', true), 0.1);
    assert.equal(unfamiliarAt(0.1, 'name: C'), 0.1);
    assert.equal(unfamiliarAt(undefined, 'name: C', false), 0.36);
    assert.equal(unfamiliarAt(0.9, 'name: C', false), 0.9);
    assert.equal(unfamiliarAt(0.1, 'name: C\n'.repeat(40), false), 0.1);
    const gate = firstWordGates.find(({ name }) => name === 'unfamiliar')!;
    const required = { firstWord: 0.28, nextWord: 0, nextLine: 0 };
    const least = (unfamiliar: number): number => gate.least('word', { required, unfamiliar } as Situation);
    assert.ok(Math.abs(least(0.36) / least(0) - 1.54) < 0.01);
  });
});
