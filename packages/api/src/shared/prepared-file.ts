import { z } from 'zod'

/** A file that waits for the browser of whoever asked for it. */
export const PreparedFile = z.strictObject({
  path: z.string().meta({ description: 'Opens once, within ten minutes, for the person who asked' }),
})
export type PreparedFile = z.infer<typeof PreparedFile>
