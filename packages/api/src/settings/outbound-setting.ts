import { outboundMap } from '../platform/outside/outbound-map.ts'
import { z } from 'zod'

/** Hosts that lead to servers of one's own, read into what stands for them. */
export const outboundField = z
  .string()
  .transform((text, check) => {
    const read = outboundMap(text)
    if ('seam' in read) return read.seam
    check.addIssue(
      `must be a list of pairs such as shop.example:443=127.0.0.1:8443, with commas between them; ${read.problem}`,
    )
    return z.NEVER
  })
  .optional()
