// Single files that the person leaves out of the corpus: each is a pattern of its own in the setting.
import { ConfigurationTarget, workspace } from 'vscode';
import { section } from '../setting.ts';
import { settings } from '../settings.ts';

/** `inside`: the file's path inside its folder. */
export async function excludeFile(inside: string): Promise<void> {
  const globs = settings.files.exclude.value();
  if (!globs.includes(literalGlob(inside))) await setExcluded([...globs, literalGlob(inside)]);
}

export async function includeFile(inside: string): Promise<void> {
  await setExcluded(settings.files.exclude.value().filter((glob) => glob !== literalGlob(inside)));
}

/** What was left out so: paths inside their folders. */
export function excludedFiles(): readonly string[] {
  return settings.files.exclude.value().flatMap((glob) => {
    const path = glob.replace(/\\(.)/g, '$1');
    return literalGlob(path) === glob ? [path] : [];
  });
}

/** A pattern for this path alone, whatever signs are in its name. */
function literalGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

async function setExcluded(globs: readonly string[]): Promise<void> {
  await workspace.getConfiguration(section).update(settings.files.exclude.key, globs, ConfigurationTarget.Workspace);
}
