// The page of the extension in a marketplace and in the editor: the packager's own rendering of LISTING.md.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { projectNode, root } from '../../scripts/build/setup.mjs';

describe('the listing in the marketplace', () => {
  const vsix = process.env['HIDDEN_STATE_VSIX'];
  assert.ok(vsix, 'HIDDEN_STATE_VSIX names the package');
  const files = unzipSync(readFileSync(vsix));
  const text = (path: string): string => strFromU8(files[path]!);
  const readme = text('extension/readme.md');
  const { repository } = JSON.parse(text('extension/package.json')) as {
    readonly repository: { readonly url: string };
  };
  const base = repository.url.replace(/\.git$/, '');
  const links = [...readme.matchAll(/(!?)\[[^\]]*\]\(([^)]*)\)/g)].map(([, picture, address]) => ({
    isPicture: picture === '!',
    address: address!,
  }));

  it('has pictures and links with addresses on the web, which lead to files of the repository', () => {
    assert.ok(links.filter(({ isPicture }) => isPicture).length >= 2);
    assert.ok(links.length >= 8);
    for (const { isPicture, address } of links) {
      const prefix = `${base}/${isPicture ? 'raw' : 'blob'}/HEAD/`;
      assert.ok(address.startsWith(prefix), address);
      assert.ok(existsSync(join(root, address.slice(prefix.length))), address);
    }
  });

  it('has no markup and no pictures that a marketplace removes', () => {
    assert.doesNotMatch(readme, /<\w+/);
    for (const { isPicture, address } of links) if (isPicture) assert.match(address, /\.(?:png|gif)$/);
  });

  it('leads with real edits, not with the ideal user', () => {
    assert.match(readme.split('\n## ')[0]!, /real edits.*54 %/is);
    assert.doesNotMatch(readme, /ideal/i);
    assert.ok(readme.split(/\s+/).length < 350);
  });

  it('names categories, support, questions and source', () => {
    const manifest = text('extension.vsixmanifest');
    assert.match(manifest, /<Categories>AI,Machine Learning,Visualization,Education<\/Categories>/);
    for (const name of ['Source', 'Support', 'Learn']) {
      assert.match(manifest, new RegExp(`Services.Links.${name}" Value="${base}`));
    }
    assert.match(manifest, /CustomerQnALink" Value="https:/);
  });

  it('is made by the packager without options and without a warning', function () {
    const folder = mkdtempSync(join(tmpdir(), 'hidden-state-listing-'));
    try {
      const vsce = join(root, 'scripts/package/node_modules/@vscode/vsce/vsce');
      const args = [vsce, 'package', '--out', join(folder, 'plain.vsix')];
      const output = execFileSync(projectNode, args, {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      assert.match(output, /DONE.*Packaged/);
      assert.doesNotMatch(output, /WARN/i);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
