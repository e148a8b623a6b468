/** Stands in the place of a secret, whatever its length. */
export const mask = '***';
