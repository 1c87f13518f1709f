/** Hosts that only this machine reaches. */
export const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1'])

/** Written as a browser sends it: no path, no wildcard, and on another machine only over https. */
export function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { origin, protocol, hostname } = new URL(value)
  return origin === value && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)))
}

/** Who people are is not asked over http, except of a provider on this machine. */
export function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, search, hash } = new URL(value)
  return (
    (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))) &&
    search === '' &&
    hash === ''
  )
}
