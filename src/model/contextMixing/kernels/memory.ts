// Allocates memory at startup only; nothing is freed. After `prepare`, the memory does not grow.

let top: usize = 0;

/** `bytes` of zeroed memory, aligned to a cache line. */
export function allocate(bytes: usize): usize {
  if (top == 0) top = (__heap_base + 63) & ~63;
  const address = top;
  top = (top + bytes + 63) & ~63;
  const pages = <i32>((top + 0xffff) >>> 16);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) unreachable();
  return address;
}

