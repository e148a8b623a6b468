// A sample of white space, which a network with little training generates, does not look like an empty panel.
import assert from 'node:assert/strict';
import { oneLine, visibleSample } from '../../../media/dashboard/pages/overview/visibleSample.ts';

describe('the text of a sample', () => {
  it('stays as it is with the indentation of a line', () => {
    assert.deepEqual(visibleSample('  return 1;\n'), { symbols: '', text: '  return 1;\n' });
    assert.deepEqual(visibleSample('\n\n  return 1;'), { symbols: '', text: '\n\n  return 1;' });
  });

  it('shows symbols where there is only white space', () => {
    assert.deepEqual(visibleSample(' '), { symbols: '·', text: '' });
    assert.deepEqual(visibleSample(' \t\r\n  \n'), { symbols: '·→↵\n··↵\n', text: '' });
    assert.equal(visibleSample(' '.repeat(240)).symbols, '·'.repeat(240));
  });

  it('shows symbols for white space that would fill the panel before the text', () => {
    assert.deepEqual(visibleSample(`${' '.repeat(30)}end`), { symbols: '·'.repeat(30), text: 'end' });
    assert.deepEqual(visibleSample('\n\n\nend\n'), { symbols: '↵\n↵\n↵\n', text: 'end\n' });
  });

  it('is empty only where the sample is', () => {
    assert.deepEqual(visibleSample(''), { symbols: '', text: '' });
    assert.equal(oneLine(''), '');
  });

  it('has its first words on one line of the list, and symbols where there are none', () => {
    assert.equal(oneLine('  if (a) {\n\n    b();\n'), 'if (a) { ↵ b(); ↵');
    assert.equal(oneLine('   \n \t'), '···↵·→');
    assert.equal(oneLine(`${' '.repeat(200)}end`).length, 160);
  });
});
