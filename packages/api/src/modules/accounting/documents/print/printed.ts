const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "4 December 2026" */
export const printedDay = (day: string): string => dayFormat.format(new Date(`${day}T00:00:00Z`))

/** A decimal with groups and a true minus, with so many digits after the point at least: "−1,234.50". */
export function printedNumber(decimal: string, digits = 0): string {
  const [, minus = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const padded = fraction.padEnd(digits, '0')
  return `${minus && '−'}${grouped}${padded && `.${padded}`}`
}

/** In groups of four, as on a bank card. */
export const printedIban = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ')
