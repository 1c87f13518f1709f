import { z } from 'zod'

/** Whom an API key is for: an assistant's opens MCP and nothing else, a program's every other door. */
export const KeyKind = z.enum(['assistant', 'program'])
export type KeyKind = z.infer<typeof KeyKind>
