const LONGEST = 40

/** A title as the name of a property or link: "Total price (€)" as `totalPrice`. */
export function nameFrom(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const joined = words
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
  const bare = joined.replace(/^\d+/, '').slice(0, LONGEST)
  return bare === '' ? 'value' : bare.charAt(0).toLowerCase() + bare.slice(1)
}

/** The same, or with a number behind it where that is taken. */
export function freeName(title: string, taken: ReadonlySet<string>): string {
  const name = nameFrom(title)
  if (!taken.has(name)) return name
  for (let n = 2; ; n += 1) {
    const numbered = `${name.slice(0, LONGEST - String(n).length)}${n}`
    if (!taken.has(numbered)) return numbered
  }
}
