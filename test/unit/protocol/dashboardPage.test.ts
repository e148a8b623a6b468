// The HTML must not turn texts into markup, and must forbid everything that the page does not need.
import assert from 'node:assert/strict';
import { dashboardHtml } from '../../../src/protocol/dashboardPage.ts';

const page = {
  nonce: 'abc123',
  scriptUri: 'https://host/dashboard.js',
  styleUri: 'https://host/dashboard.css',
  cspSource: 'https://host',
  language: 'en',
};

describe('the dashboard page', () => {
  it('runs only the script with the nonce', () => {
    const html = dashboardHtml(page);
    assert.match(html, /script-src 'nonce-abc123'/);
    assert.match(html, /<script nonce="abc123" src="https:\/\/host\/dashboard.js">/);
  });

  it('allows no inline style, and by default nothing from other origins', () => {
    const html = dashboardHtml(page);
    assert.match(html, /default-src 'none'/);
    assert.doesNotMatch(html, /unsafe-inline|<style|style=/);
  });

  it('keeps a translation that contains markup inside its data block', () => {
    const html = dashboardHtml({ ...page, strings: { Train: '</script><script>alert(1)</script>' } });
    assert.equal(html.match(/<\/script>/g)?.length, 2);
    const data = /id="strings">(.*?)<\/script>/.exec(html)![1]!;
    assert.equal(JSON.parse(data).Train, '</script><script>alert(1)</script>');
  });
});
