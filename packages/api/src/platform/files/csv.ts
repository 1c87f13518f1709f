/**
 * Where a sheet takes what follows for a formula: at the beginning of a cell, and behind what ends one. Where commas are decimal, Excel
 * parts cells by semicolons and heeds no quotes then. East Asian programs read wide signs as well.
 */
const FORMULA = /^(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])(?=[=+\-@＝＋－＠])/g

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return `${value}`
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const plain = text.replace(FORMULA, "'")
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** One line of a sheet (RFC 4180); no cell of it can be taken for a formula. */
export const csvLine = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\r\n`

/** The first line of a sheet. Without the mark before it Excel reads a file in the machine's own character set: MÃ¼ller for Müller. */
export const csvHead = (heads: readonly string[]): string => `\uFEFF${csvLine(heads)}`
