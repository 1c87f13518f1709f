import { z } from 'zod'

/** What a procedure does (glossary: effect). */
export const Effect = z.enum(['read', 'write', 'destructive'])
export type Effect = z.infer<typeof Effect>
