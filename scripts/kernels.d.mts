/** Builds the kernels that are out of date; resolves to the names of what was built. */
export function buildKernels(): Promise<string[]>;
