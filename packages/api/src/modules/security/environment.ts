import { z } from 'zod'

/** An address, or one in brackets with a port behind it. */
const isServer = (value: string): boolean => {
  const [, bracketed, plain, port = '53'] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(value) ?? []
  const isAddress = z.union([z.ipv4(), z.ipv6()]).safeParse(bracketed ?? plain ?? value).success
  return isAddress && Number(port) >= 1 && Number(port) <= 65_535
}

/** What an operator sets for scans of websites. */
export const securityEnvironment = z.object({
  SECURITY_DNS: z
    .string()
    .refine(isServer, 'must be the address of a DNS server, such as 9.9.9.9 or 127.0.0.1:5300')
    .optional(),
})
