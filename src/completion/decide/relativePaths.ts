// Paths in the workspace, with `/` between their parts, and relative paths between them.

/** An import may leave it out, or replace it by another one. */
export const scriptExtension = /(?:\.d)?\.[cm]?[jt]sx?$/;
export const stemOf = (path: string): string => path.replace(scriptExtension, '');
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const isDots = (part: string): boolean => part === '.' || part === '..';
export const isRelative = (path: string): boolean => /^\.\.?(?:\/|$)/.test(path);

/** The workspace's folder of a document, with `/`; empty where it is in none. */
export const rootOf = (document: string): string => document.slice(0, document.indexOf('/') + 1);

/** Where a relative path leads. */
export function joined(folder: string, path: string): string {
  const parts = folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The relative path from a folder. */
export function between(folder: string, target: string): string {
  const [from, to] = [folder.split('/'), target.split('/')];
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return ('../'.repeat(from.length - same) || './') + to.slice(same).join('/');
}
