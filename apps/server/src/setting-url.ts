import { z } from 'zod'

/** A setting that is an address of one of these protocols. */
export function url(...protocols: string[]) {
  const names = protocols.map((protocol) => `${protocol}://`).join(' or ')
  return z.string().refine((value) => protocols.includes(protocolOf(value)), {
    error: `must be an address that begins with ${names}`,
  })
}

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : ''
}
