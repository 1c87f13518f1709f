let names: Intl.DisplayNames | undefined

/**
 * "Ireland" of IE (ISO 3166-1, two capitals); undefined where no country has that code. The names are loaded with the first
 * question: they take a thirtieth of a second, which no start has to wait for.
 */
export function countryName(code: string): string | undefined {
  // What is not formed like a code is refused with an error, and not by saying that it has no name.
  if (!/^[A-Z]{2}$/.test(code)) return undefined
  names ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  return names.of(code)
}

/** "Ireland" of IE; of a code that no country has the code itself. */
export const countryWords = (code: string): string => countryName(code) ?? code
