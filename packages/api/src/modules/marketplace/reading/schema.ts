import { z } from 'zod'

/** Where on a page a price stood. Ranked: the first that says one counts. */
export const Source = z.enum(['shopify', 'json-ld', 'microdata', 'open-graph', 'selector', 'text'])
export type Source = z.infer<typeof Source>

export const Availability = z.enum(['in-stock', 'out-of-stock', 'unknown'])
export type Availability = z.infer<typeof Availability>

/** What reads a page: `page` = what the shop sends; `browser` = what is there after its scripts ran. */
export const Reader = z.enum(['page', 'browser'])
export type Reader = z.infer<typeof Reader>
