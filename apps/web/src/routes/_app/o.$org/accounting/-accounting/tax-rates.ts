const RATE = /^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/
const MOST = 8

/** Blanks, semicolons, and commas that do not stand between two figures. */
const BETWEEN = /[\s;]+|,(?!\d)|(?<!\d),/u

export interface RateTax {
  name: string
  percent: string
}

const UNREADABLE = 'Write the rates as 23, 13.5.'
const TWO_WAYS = 'Put a space after the comma between two rates: 23, 13.5.'
const TOO_MANY = `Write at most ${MOST} rates. More can be added under Details.`

/**
 * "23, 13.5" as taxes with their names, or what is wrong with it. A comma right between two figures stands before decimals, as
 * in "13,5"; beside another such mark ("20,10,5", or a point elsewhere) it could as well part two rates, and is not guessed.
 */
export function readRates(text: string, name: string): { taxes: RateTax[] } | { problem: string } {
  const rates = text
    .replaceAll('%', ' ')
    .split(BETWEEN)
    .filter((rate) => rate !== '')
  const hasPoint = rates.some((rate) => rate.includes('.'))
  if (rates.some((rate) => /\d,\d/.test(rate) && (hasPoint || /,.*,/.test(rate))))
    return { problem: TWO_WAYS }
  const percents = rates.map((rate) => rate.replace(',', '.'))
  if (percents.some((rate) => !RATE.test(rate))) return { problem: UNREADABLE }
  const known = [...new Set(percents.map((rate) => String(Number(rate))))]
  if (known.length > MOST) return { problem: TOO_MANY }
  return { taxes: known.map((percent) => ({ name: `${name.trim() || 'Tax'} ${percent} %`, percent })) }
}

/** Which taxes will be made of it, in words; undefined while there are none, or it cannot be read. */
export function ratesWords(text: string, name: string): string | undefined {
  const read = readRates(text, name)
  if ('problem' in read || read.taxes.length === 0) return undefined
  const names = new Intl.ListFormat('en-GB').format(read.taxes.map((tax) => tax.name))
  return `Makes ${names}, on sales and on purchases.`
}
