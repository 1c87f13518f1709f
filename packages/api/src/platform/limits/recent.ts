/** Names that were noted not long ago. */
export interface Recent {
  has(name: string): boolean
  add(name: string): void
  delete(name: string): void
}

export interface RecentOptions {
  /** How long a name is remembered after it was last added. */
  ms: number
  /** Beyond this the name that was added longest ago is forgotten. */
  atMost: number
}

export function createRecent({ ms, atMost }: RecentOptions): Recent {
  const until = new Map<string, number>()
  return {
    has: (name) => (until.get(name) ?? 0) > performance.now(),
    add(name) {
      until.delete(name)
      const oldest = until.size >= atMost ? until.keys().next().value : undefined
      if (oldest !== undefined) until.delete(oldest)
      until.set(name, performance.now() + ms)
    },
    delete: (name) => void until.delete(name),
  }
}
