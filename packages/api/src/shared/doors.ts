import { z } from 'zod'

/** Where a call came from (glossary: door). The price book, the audit log and receipts speak of these. */
export const Door = z.enum(['web', 'rest', 'mcp', 'cli', 'assistant', 'workflow', 'system'])
export type Door = z.infer<typeof Door>
