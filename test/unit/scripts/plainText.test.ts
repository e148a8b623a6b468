import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { plainText } from '../../../scripts/assets/pretrainedNetwork/plainText.mjs';

const textOf = (text: string, path: string): string => plainText(Buffer.from(text), path);

/** A record of an R data file: a vector of strings, as R's serialize() writes it. */
function record(lines: readonly string[]): Buffer {
  const word = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const encoding = Buffer.from('UTF-8');
  const strings = lines.flatMap((line) => [word(0x00040009), word(Buffer.byteLength(line)), Buffer.from(line)]);
  const header = [Buffer.from('X\n'), word(3), word(0x00040201), word(0x00030500), word(encoding.length), encoding];
  const body = Buffer.concat([...header, word(16), word(lines.length), ...strings]);
  return Buffer.concat([word(body.length), deflateSync(body)]);
}

describe('the plain text of a file', () => {
  it('of HTML has paragraphs, list items and preformatted lines, without tags, scripts and navigation', () => {
    const html =
      '<html><head><title>x</title></head><body><nav>Home</nav><h1>Rows &amp; columns</h1>\n<p>Each\n<b>row</b> is read.</p>' +
      '<ul><li><p>One</p></li><li>Two&#33;</li></ul><pre>a = 1\n  b = 2</pre><script>run()</script></body></html>';
    assert.equal(
      textOf(html, 'doc/rows.html'),
      'Rows & columns\n\nEach row is read.\n\n- One\n\n- Two!\n\na = 1\n  b = 2',
    );
  });

  it('of a book in XHTML has the lines of verses and plays, with the signs of a keyboard', () => {
    const book =
      '<html><head><title>I</title></head><body><table><tr><td>Lane</td><td>“I didn’t—yet.”</td></tr></table>' +
      '<p><span>Sing, heavenly Muse,</span><br/>\n<span>that on the secret top</span></p></body></html>';
    assert.equal(
      textOf(book, 'src/epub/text/act-1.xhtml'),
      'Lane\n"I didn\'t--yet."\n\nSing, heavenly Muse,\nthat on the secret top',
    );
  });

  it('of an API description in JSON has its documentation fields', () => {
    const json = JSON.stringify({
      shapes: { Name: { type: 'string', documentation: '<p>The name.</p>' } },
      documentation: 'All names.',
    });
    assert.equal(textOf(json, 'data/names/service-2.json'), 'The name.\n\nAll names.');
  });

  it('of R data has the lines of each vector of strings', () => {
    const bytes = Buffer.concat([record(['It was a', 'long novel.']), record(['A second one.'])]);
    assert.equal(plainText(bytes, 'data/Rdata.rdb'), 'It was a\nlong novel.\n\nA second one.');
  });

  it('of a book of Project Gutenberg has no terms of use', () => {
    const book =
      'Title: Plays\r\n\r\n*** START OF THE BOOK PLAYS\r\nVOL. I ***\r\n\r\nACT I.\r\n\r\n*** END OF THE BOOK ***\r\nTerms\r\n';
    assert.equal(plainText(Buffer.from(book), '10388.txt').trim(), 'ACT I.');
  });

  it('of other files is as it is', () => {
    assert.equal(textOf('<b>no tag</b>', 'README.md'), '<b>no tag</b>');
  });
});
