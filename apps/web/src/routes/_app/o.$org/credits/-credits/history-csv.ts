import { MICRO_PER_CREDIT } from '@hub/ui/credits'
import { doorWords } from '../../../../../components/door-words.ts'
import type { CreditMove } from './credit-search.ts'

const head = ['When', 'What', 'Kind', 'Who', 'Key', 'Door', 'Credits', 'Left']

/** The rows as CSV for spreadsheets (RFC 4180), amounts in credits. */
export function historyCsv(moves: readonly CreditMove[]): string {
  const rows = moves.map(
    ({ at, title, kind, actorName, apiKeyName, door, deltaMicro, availableAfterMicro }) => [
      at,
      safe(title),
      kind,
      safe(actorName ?? ''),
      safe(apiKeyName ?? ''),
      door === null ? '' : doorWords[door],
      String(deltaMicro / MICRO_PER_CREDIT),
      String(availableAfterMicro / MICRO_PER_CREDIT),
    ],
  )
  return `${[head, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** Words that people chose must not become a formula in the spreadsheet that opens them. */
const safe = (words: string): string => (/^[=+\-@\t\r]/.test(words) ? `'${words}` : words)

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
