import { readFileSync } from 'node:fs'
import type { Destination, Tag } from './place.ts'

let known: ReadonlyMap<string, Destination> | undefined

/** What we say of places, read when it is first needed. */
export const allDestinations = (): ReadonlyMap<string, Destination> =>
  (known ??= new Map(
    (
      JSON.parse(readFileSync(new URL('./data/destinations.json', import.meta.url), 'utf8')) as Destination[]
    ).map((one) => [one.id, one]),
  ))

/** Null where we say nothing of the place. */
export const destinationOf = (id: string): Destination | null => allDestinations().get(id) ?? null

interface Wished {
  tags: readonly Tag[]
  /** 1 to 12; null where nobody said when. */
  month: number | null
}

/** Those that have all tags: in a good month first, then those that are known for little else, then the cheaper. */
export function destinationsFor({ tags, month }: Wished): Destination[] {
  const isGood = ({ goodMonths }: Destination) => month === null || goodMonths.includes(month)
  return [...allDestinations().values()]
    .filter((one) => tags.every((tag) => one.tags.includes(tag)))
    .toSorted(
      (one, other) =>
        Number(isGood(other)) - Number(isGood(one)) ||
        one.tags.length - other.tags.length ||
        one.costLevel - other.costLevel,
    )
}
