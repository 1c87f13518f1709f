import { z } from 'zod'

/**
 * The one convention for lists (CON-3): opaque signed cursor, limit, sort, flat filters.
 * The first entry of `sorts` is the default.
 */
export function listInput<S extends z.core.$ZodLooseShape, const Sort extends readonly [string, ...string[]]>(
  sorts: Sort,
  filters: S,
) {
  return z.strictObject({
    cursor: z.string().max(600).optional().meta({ description: 'nextCursor of the page before' }),
    limit: z.int().min(1).max(100).default(20),
    sort: z.enum(sorts).default(sorts[0] as Sort[number]),
    ...filters,
  })
}

export const listOutput = <T extends z.core.$ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() })

/** A filter that takes one value or several; a row fits with any of them. */
export const oneOrMore = <T extends z.core.$ZodType>(value: T) =>
  z.union([value, z.array(value).min(1).max(50)])

/** What such a filter was given, as a list; nothing where it is not set. */
export const valuesOf = <T>(given: T | readonly T[] | undefined): T[] =>
  given === undefined ? [] : ([given].flat() as T[])

export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
