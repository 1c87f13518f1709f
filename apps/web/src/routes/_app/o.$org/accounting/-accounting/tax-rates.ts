const RATE = /^(100(\.0{1,6})?|\d{1,2}(\.\d{1,6})?)$/
const MOST = 8

/** "23, 13.5" as taxes with their names; null for what cannot be read. */
export function readRates(text: string, name: string): { name: string; percent: string }[] | null {
  const rates = text
    .split(/[,;\s]+/)
    .map((rate) => rate.replace('%', ''))
    .filter((rate) => rate !== '')
  if (rates.length > MOST || rates.some((rate) => !RATE.test(rate))) return null
  return [...new Set(rates)].map((percent) => ({ name: `${name.trim() || 'Tax'} ${percent} %`, percent }))
}
