/** How every list of the hub goes on. Loaders and pages must agree on it, or what was read early is read again. */
export const paging = {
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor,
}
