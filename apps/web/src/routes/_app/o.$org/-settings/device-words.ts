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

/** "Firefox on Windows" from what a browser says about itself; programs keep their first word. */
export function deviceWords(userAgent: string | null): { device: string; isPhone: boolean } {
  if (userAgent === null || userAgent === '') return { device: 'Unknown device', isPhone: false }
  const find = (names: readonly [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const browser = find(browsers) ?? userAgent.split(/[/\s]/, 1)[0] ?? 'Unknown device'
  const system = find(systems)
  return {
    device: system === undefined ? browser : `${browser} on ${system}`,
    isPhone: /iPhone|Android.*Mobile/.test(userAgent),
  }
}
