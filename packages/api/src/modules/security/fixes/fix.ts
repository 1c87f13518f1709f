import { z } from 'zod'
import type { Observation } from '../observation/observation.ts'

/** What answers for a website, as far as its owner can change it. */
export const SERVERS = ['nginx', 'apache', 'caddy', 'cloudflare', 'vercel', 'shopify', 'wordpress'] as const
export const Server = z.enum(SERVERS)
export type Server = z.infer<typeof Server>

/** What its owner does so that a finding is gone. */
export interface Fix {
  /** Where it is done, such as “In the server block for port 443”. */
  where: string
  /** To paste there; null where there is nothing to paste. */
  code: string | null
  /** What to do, one step a line; empty where pasting is all. */
  steps: readonly string[]
  /** What comes after, such as “Then run nginx -t and reload.” */
  then: string
  minutes: number
}

/** What was observed as it would be after the fix, so that it can be scored; null where nobody can say. */
export type Mended = (observation: Observation) => Observation | null
