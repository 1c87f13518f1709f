import { z } from 'zod'

/** What is looked at, in the order in which people read it. */
export const Part = z.enum(['headers', 'encryption', 'mail', 'libraries', 'files'])
export type Part = z.infer<typeof Part>

export const Severity = z.enum(['high', 'medium', 'low'])
export type Severity = z.infer<typeof Severity>

/** `quick`: what one visitor's browser sees; `full`: also old protocols and files that should not be there. */
export const ScanKind = z.enum(['quick', 'full'])
export type ScanKind = z.infer<typeof ScanKind>
