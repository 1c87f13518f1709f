import { z } from 'zod'

/** Input of a read that needs to be told nothing, so that a program may also send nothing. */
export const NoInput = z.strictObject({}).optional()
