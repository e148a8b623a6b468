// Generates THIRD-PARTY-NOTICES.txt: the license texts of all packages in the programs.
//   node scripts/run.mjs scripts/build/notices.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './bundledPackages.mjs';
import { ensureBuilt, root } from './setup.mjs';

const path = join(root, 'THIRD-PARTY-NOTICES.txt');
const line = '-'.repeat(80);

/** The file as it is, and as the last build says it has to be. */
export function noticeTexts() {
  const now = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return { path, now, generated: noticeText(bundledPackages()) };
}

/** The notices of these packages. Those with the same text share it. */
export function noticeText(packages) {
  const byText = Map.groupBy(packages, ({ texts }) => texts.join('\n\n'));
  const list = packages.map(({ name, version, license }) => `- ${name} ${version}: ${license}`);
  const sections = [...byText].map(
    ([text, owners]) => `${line}\n${owners.map(({ name }) => name).join('\n')}\n\n${text}\n`,
  );
  return [
    'The programs of this package contain the following packages. Their licenses follow. Texts and data of other projects are',
    'listed in NOTICE.txt.',
    '',
    ...list,
    '',
    ...sections,
  ].join('\n');
}

if (import.meta.main) {
  await ensureBuilt();
  writeFileSync(path, noticeTexts().generated);
}
