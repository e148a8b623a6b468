// The rules of ignore files, compared with one matcher that gets whole paths, and with hostile content.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import ignore from 'ignore';
import { noIgnoreRules } from '../../../src/corpus/ignoreFiles.ts';
import { cpuMs } from '../cpuMs.ts';

const name = fc.constantFrom('a', 'b', 'src', 'x.o', 'build');
const part = fc.constantFrom('a', 'b', 'src', '*.o', 'build', '*', '**', '?', 'b*');
const pattern = fc
  .tuple(
    fc.constantFrom('', '!', '/', '!/', '**/'),
    fc.array(part, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '/'),
  )
  .map(([before, parts, after]) => before + parts.join('/') + after);

describe('ignore files', () => {
  it('give the same result for nested folders as one matcher of whole paths', async () => {
    const path = fc.array(name, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(pattern, { maxLength: 6 }), path, async (patterns, names) => {
        const content = patterns.join('\n');
        const whole = ignore().add(content);
        let rules = await noIgnoreRules().with(content);
        for (const [depth, folder] of names.entries()) {
          const isLast = depth === names.length - 1;
          const inside = `${names.slice(0, depth + 1).join('/')}${isLast ? '' : '/'}`;
          const isIgnored = rules.ignores(isLast ? folder : `${folder}/`);
          assert.equal(isIgnored, whole.ignores(inside), `${inside} by ${JSON.stringify(content)}`);
          if (isIgnored) return;
          rules = rules.enter(folder);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('accept any content and any name', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: fc.constantFrom(...'[]!*?/\\{}()-^$|+.#a \t') }),
    );
    const anyName = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .map((text) => text.replaceAll(/[/\0]/g, '_'));
    await fc.assert(
      fc.asyncProperty(fc.array(line), anyName, anyName, async (lines, folder, file) => {
        const rules = await noIgnoreRules().with(lines.join('\n'));
        assert.equal(typeof rules.ignores(`${folder}/`), 'boolean');
        assert.equal(typeof rules.enter(folder).ignores(file), 'boolean');
      }),
      { numRuns: 500 },
    );
  });

  it('take little time in 400 folders, one in another, that each have one', async () => {
    const enterAll = async () => {
      let rules = noIgnoreRules();
      for (let depth = 0; depth < 400; depth++) {
        rules = await rules.with('*.o\nfoo/\n/only/here\n**/dist\n!bar.o\n');
        for (let file = 0; file < 20; file++) assert.equal(rules.ignores(`${file}.txt`), false);
        assert.equal(rules.ignores('x.o'), true);
        rules = rules.enter(`folder${depth}`);
      }
    };
    assert.ok((await cpuMs(enterAll)) < 15_000);
  });

  it('ignore everything where one has more patterns than people write, and stop compiling', async () => {
    const lines = (count: number): string => Array.from({ length: count }, (_, index) => `build${index}`).join('\n');
    assert.equal((await noIgnoreRules().with(lines(30_000))).ignores('main.ts'), false);
    let pauses = 0;
    const rules = await noIgnoreRules().with(lines(300_000), async () => void pauses++);
    assert.ok(rules.ignores('main.ts') && rules.enter('src').ignores('main.ts'));
    assert.ok(pauses < 700, `${pauses}`);
  });

  it('compile 20,000 lines in parts', async () => {
    const content = Array.from({ length: 20_000 }, (_, index) => `build${index}/**/x*.o`).join('\n');
    let pauses = 0;
    await noIgnoreRules().with(content, async () => void pauses++);
    assert.ok(pauses >= 200);
  });
});
