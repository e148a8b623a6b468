/** Whether a relative path stays inside its folder, on every operating system. */
export function isInside(path: string): boolean {
  return path !== '' && !/^[\\/]/.test(path) && !path.split(/[\\/]/).some((name) => name === '..' || name === '.');
}
