/** Every time zone the browser knows, as choices; one that is set but unknown here stays choosable. */
export function zoneOptions(current: string | null): { value: string; label: string }[] {
  const known = Intl.supportedValuesOf('timeZone')
  const zones = current === null || known.includes(current) ? known : [current, ...known]
  return zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
