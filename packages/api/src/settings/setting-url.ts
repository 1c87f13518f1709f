import { z } from 'zod'

/** A setting that is an address of one of these protocols. */
export function url(...protocols: string[]) {
  const names = protocols.map((protocol) => `${protocol}://`).join(' or ')
  return z.string().refine((value) => protocols.includes(protocolOf(value)) && !isMisread(value), {
    error: ({ input }) =>
      wrongWords(String(input), protocols) ?? `must be an address that begins with ${names}`,
  })
}

function protocolOf(value: string): string {
  return URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : ''
}

/**
 * Whether a password that is not written as addresses want it ended the host before its time: what follows would be shown as
 * names, and is a piece of it. Paths of the web may hold an @.
 */
function isMisread(value: string): boolean {
  const { protocol, username, pathname, search, hash } = new URL(value)
  if (/^https?:$/.test(protocol)) return false
  return pathname.includes('@') || (username === '' && `${search}${hash}`.includes('@'))
}

/** What is wrong with one that begins as it should. */
function wrongWords(value: string, protocols: readonly string[]): string | undefined {
  const [, quote, protocol = ''] = /^(["']?)([a-z]+):\/\//i.exec(value) ?? []
  if (!protocols.includes(protocol.toLowerCase())) return undefined
  if (quote) return 'has quotes around it, which belong to the shell alone; leave them out'
  if (!value.includes('@')) return 'is no address that can be read'
  return 'cannot be read as an address. In its user and password, write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25'
}
