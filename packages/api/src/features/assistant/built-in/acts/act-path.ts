/** What a procedure belongs to; a name without a router is one by itself. */
export const routerOf = (path: string): string =>
  path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : path

/** Two acts of one router are about the same things. */
export const areBeside = (path: string, other: string): boolean => routerOf(path) === routerOf(other)
