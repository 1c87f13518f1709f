/** Schemes that a browser runs or opens by itself, and those that every system has a program for, which is never the client. */
const dangerous =
  /^(javascript|vbscript|data|blob|file|about|filesystem|view-source|ws|wss|ftp|mailto|tel|sms|intent|search-ms|ms-.*):$/
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Where a code may be sent: https, a program on the person's own machine, or a scheme that a program claimed. */
export function isSafeRedirect(uri: string): boolean {
  if (!URL.canParse(uri) || /[\s\p{Cc}]/u.test(uri)) return false
  // Judged as a browser reads it: it passes over tabs and line ends within a scheme.
  const { protocol, hostname, username, password, hash } = new URL(uri)
  if (dangerous.test(protocol)) return false
  if (hash !== '' || username !== '' || password !== '') return false
  return protocol !== 'http:' || loopback.test(hostname)
}

export interface RedirectTarget {
  /** The host in ASCII, or the scheme where there is no host that says anything. */
  host: string
  /** A program on the person's machine: any other program there could have taken its place. */
  isLocal: boolean
}

export function redirectTarget(uri: string): RedirectTarget {
  const { protocol, host, hostname } = new URL(uri)
  if (protocol === 'https:') return { host, isLocal: false }
  if (protocol === 'http:') return { host: hostname, isLocal: true }
  return { host: protocol, isLocal: true }
}
