import type { AuditEntry } from './schema.ts'

const columns = [
  'seq',
  'at',
  'action',
  'actorName',
  'actorId',
  'actorKind',
  'actingForName',
  'actingForId',
  'apiKeyName',
  'door',
  'target',
  'data',
  'requestId',
  'ip',
  'device',
] as const satisfies (keyof AuditEntry)[]

/** What makes a sheet take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return `${value}`
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const plain = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

export const csvHead = (): string => `${columns.join(',')}\r\n`

/** One entry as a line; no cell of it can be taken for a formula. */
export const csvLine = (entry: AuditEntry): string =>
  `${columns.map((name) => cell(entry[name])).join(',')}\r\n`
