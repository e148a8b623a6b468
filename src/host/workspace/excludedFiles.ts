// Single files that the user excludes from the corpus. Each one is a glob of its own in the setting `files.exclude`.
import { ConfigurationTarget, workspace } from 'vscode';
import { section } from '../setting.ts';
import { settings } from '../settings.ts';

/** `inside` is the file's path inside its folder. */
export async function excludeFile(inside: string): Promise<void> {
  const globs = settings.files.exclude.value();
  if (!globs.includes(literalGlob(inside))) await setExcluded([...globs, literalGlob(inside)]);
}

export async function includeFile(inside: string): Promise<void> {
  await setExcluded(settings.files.exclude.value().filter((glob) => glob !== literalGlob(inside)));
}

/** Paths inside their folders. Globs that match more than one path are not among them. */
export function excludedFiles(): readonly string[] {
  return settings.files.exclude.value().flatMap((glob) => {
    const path = glob.replace(/\\(.)/g, '$1');
    return literalGlob(path) === glob ? [path] : [];
  });
}

/** A glob that matches this path only, whatever characters it contains. */
export function literalGlob(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}

async function setExcluded(globs: readonly string[]): Promise<void> {
  await workspace.getConfiguration(section).update(settings.files.exclude.key, globs, ConfigurationTarget.Workspace);
}
