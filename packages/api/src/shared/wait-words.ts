const said = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`

/** How long to wait, as one says it: never less than what it takes. */
export function waitWords(seconds: number): string {
  if (seconds < 100) return said(seconds, 'second')
  const minutes = Math.ceil(seconds / 60)
  return minutes < 100 ? said(minutes, 'minute') : said(Math.ceil(minutes / 60), 'hour')
}
