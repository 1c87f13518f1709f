import { z } from 'zod'

/** What an operator sets for scans of websites. */
export const securityEnvironment = z.object({
  SECURITY_DNS: z
    .string()
    .regex(/^[0-9a-f.:[\]]+$/i, 'Give the address of a DNS server, such as 9.9.9.9 or 127.0.0.1:5300.')
    .optional(),
})
