let names: Intl.DisplayNames | undefined

/**
 * "Ireland" of IE (ISO 3166-1, two capitals); undefined where no country has that code. The names are loaded with the first
 * question: they take a thirtieth of a second, which no start has to wait for.
 */
export function countryName(code: string): string | undefined {
  names ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  return names.of(code)
}
