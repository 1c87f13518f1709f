/** Entries of the audit log that colleagues hear of. */
export interface ActivityTopic {
  permission: string
  /**
   * Where the same request did something else that they hear of, they hear of that alone: an invoice that is posted posts an
   * entry of the books, and is told once.
   */
  comesAlong: boolean
}

/** As a module declares it, by the beginning of its actions; a permission alone is one that is always told. */
export type DeclaredActivity = Readonly<Record<string, string | ActivityTopic>>

export const activityOf = (declared: readonly DeclaredActivity[]): ReadonlyMap<string, ActivityTopic> =>
  new Map(
    declared
      .flatMap(Object.entries<string | ActivityTopic>)
      .map(([actions, topic]) => [
        actions,
        typeof topic === 'string' ? { permission: topic, comesAlong: false } : topic,
      ]),
  )
