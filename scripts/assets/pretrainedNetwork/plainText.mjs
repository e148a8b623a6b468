// The prose in files that are not plain text: HTML, books in XHTML, the documentation fields of API descriptions in JSON, and data of R packages.
// Books of Project Gutenberg are plain text between two lines with three stars, outside of which are the terms of the project.
import { textsInRData } from './rData.mjs';

/** The text in the bytes of a file. Files of other kinds are text as they are. */
export function plainText(bytes, path) {
  if (/\.rdb$/.test(path)) return textsInRData(bytes).join('\n\n');
  const whole = bytes.toString('utf8');
  if (/\.xhtml$/.test(path)) return typewritten(ofHtml(whole));
  if (/\.html?(?:\.en)?$/.test(path)) return ofHtml(whole);
  if (/\.json$/.test(path)) return documentationFields(whole).map(ofHtml).join('\n\n');
  return gutenbergBook.exec(whole)?.[1] ?? whole;
}

const gutenbergBook = /^\*{3} ?START OF [^*]*\*{3}$([\s\S]*?)^(?:\*{3} ?END OF|End of (?:the )?Project Gutenberg)/m;

const withoutText = /<(head|script|style|nav|svg|button)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi;
const blocks = /<\/?(?:p|div|h[1-6]|ul|ol|dl|dd|dt|table|tr|pre|section|blockquote|hr)\b[^>]*>/gi;
const lines = /<(?:br|td|th)\b[^>]*>\s*/gi;
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', mdash: '--', ndash: '-' };

function ofHtml(html) {
  const preformatted = [];
  const text = html
    .replace(withoutText, '')
    .replace(/<pre\b[^>]*>([\s\S]*?)<\/pre>/gi, (_, inner) => `<p>\0${preformatted.push(inner) - 1}\0<p>`)
    .replace(/\s+/g, ' ')
    .replace(/<li\b[^>]*>\s*(?:<p\b[^>]*>)?\s*/gi, '\n- ')
    .replace(blocks, '\n\n')
    .replace(lines, '\n')
    .replace(/\0(\d+)\0/g, (_, index) => preformatted[index]);
  return text
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex, digits) => characterOf(parseInt(digits, hex ? 16 : 10)))
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n[ \t]+(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^ (?=\S)/gm, '')
    .trim();
}

/** The signs of printed books as people type them in an editor. */
const typewritten = (text) =>
  text
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[\u2014\u2e3a\u2e3b]/g, '--')
    .replace(/\u2026/g, '...')
    .replace(/[\u2009\u200a\u202f]/g, ' ')
    .replace(/\u2060|\ufeff/g, '');

const characterOf = (code) => (code === 160 ? ' ' : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

function documentationFields(json) {
  const found = [];
  const visit = (value) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'documentation' && typeof inner === 'string') found.push(inner);
      else visit(inner);
    }
  };
  visit(JSON.parse(json));
  return found;
}
