import { z } from 'zod'

/** As high as the database counts versions; of a higher one it says nothing that people could mend. */
export const HIGHEST_COUNT = 2 ** 31 - 1

const knownFrom = (least: 0 | 1) =>
  z
    .int()
    .min(least)
    .max(HIGHEST_COUNT)
    .meta({ description: 'Refuses the change (412) if it moved on from this' })

/**
 * The version of a record that a change was decided on: where the record moved on since, the change is refused (412) and
 * loses nothing (CON-5).
 */
export const KnownVersion = knownFrom(1)

/** The same of what is there before anybody kept it, as version 0. */
export const KnownVersionOrNone = knownFrom(0)
