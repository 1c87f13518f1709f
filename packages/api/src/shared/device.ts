/* First match wins: Edge and Opera also say Chrome, and Chrome also says Safari. */
const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const UNKNOWN = 'Unknown device'
/** Programs name themselves as they like, and the name stands in mails. */
const LONGEST_NAME = 60

/** "Firefox on Windows" from what a browser says about itself; programs keep their first word. */
export function deviceWords(userAgent: string | null): { device: string; isPhone: boolean } {
  if (userAgent === null || userAgent === '') return { device: UNKNOWN, isPhone: false }
  const find = (names: readonly [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = find(browsers) ?? (userAgent.split(/[/\s]/, 1)[0]?.slice(0, LONGEST_NAME) || UNKNOWN)
  const system = find(systems)
  return {
    device: system === undefined ? browser : `${browser} on ${system}`,
    isPhone: /iPhone|Android.*Mobile/.test(userAgent),
  }
}

const LOOPBACK = /^127\.|^0:0:0:0::\/64$/
const PRIVATE =
  /^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/

/** What is known of where somebody was, from the network alone: it names no town, and nobody is asked for one. */
export function networkWords(network: string | null): string {
  if (network === null) return 'an unknown network'
  if (LOOPBACK.test(network)) return 'the machine the hub runs on'
  return PRIVATE.test(network) ? `a private network (${network})` : `the network ${network}`
}
