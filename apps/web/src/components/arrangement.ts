import type { Me } from '../account.ts'

/** A person's own order of things, and which of them they do not want to see. */
export type Arrangement = NonNullable<Me['user']['preferences']['places']>

export const usualArrangement: Arrangement = { order: [], hidden: [] }

/**
 * All of them in the person's order. What they never placed, such as what a new module brings, stands behind what it usually
 * stands behind.
 */
export function inOrder<Thing extends { id: string }>(
  things: readonly Thing[],
  { order }: Arrangement,
): Thing[] {
  const ordered = order.flatMap((id) => things.find((thing) => thing.id === id) ?? [])
  things.forEach((thing, index) => {
    if (ordered.includes(thing)) return
    const before = things[index - 1]
    ordered.splice(before === undefined ? 0 : ordered.indexOf(before) + 1, 0, thing)
  })
  return ordered
}

/** Those that the person wants to see, in their order. */
export const arranged = <Thing extends { id: string }>(
  things: readonly Thing[],
  arrangement: Arrangement,
): Thing[] => inOrder(things, arrangement).filter(({ id }) => !arrangement.hidden.includes(id))
