import { z } from 'zod'

/** Input of a read that needs to be told nothing. */
export const NoInput = z.strictObject({})
