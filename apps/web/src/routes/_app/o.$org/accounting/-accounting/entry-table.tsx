import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { shortDay, todayIn } from '../../../../../components/day-words.ts'
import type { JournalSearch } from './accounting-search.ts'
import { amountWords } from './amounts.ts'
import type { Accounting } from './book-page.tsx'

export type JournalEntry = Accounting['journals']['list']['items'][number]

/** What an entry is besides an ordinary one. */
export const entryState = ({ kind, reversesId, reversedById }: JournalEntry): string | null => {
  if (reversedById !== null) return 'Reversed'
  if (reversesId !== null) return 'Reversal'
  return { ordinary: null, opening: 'Opening', revaluation: 'Revaluation', closing: 'Closing' }[kind]
}

export interface EntryTableProps {
  entries: readonly JournalEntry[]
  currency: string
  label: string
  /** What the journal is narrowed to, which stays. */
  kept?: JournalSearch
}

/** Entries, newest first; each leads to its lines. */
export function EntryTable({ entries, currency, label, kept = {} }: EntryTableProps) {
  const { slug, timeZone } = useOrganization()
  const today = todayIn(timeZone)
  return (
    <Table label={label}>
      <TableHead>
        <Th>Day</Th>
        <Th>Number</Th>
        <Th>What happened</Th>
        <Th numeric>{currency}</Th>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.id}>
            <Td phone="detail" className="whitespace-nowrap">
              {shortDay(entry.date, today)}
            </Td>
            <Td phone="detail-end" className="whitespace-nowrap">
              <Link
                to="/o/$org/accounting/journal"
                params={{ org: slug }}
                search={{ ...kept, entry: entry.id }}
              >
                {entry.number}
              </Link>
            </Td>
            <Td className="w-full max-tablet:row-start-1 tablet:max-w-0">
              <span className="block wrap-anywhere tablet:truncate">{entry.memo}</span>
              <span className="text-12 text-text-3 empty:hidden">{entryState(entry)}</span>
            </Td>
            <Td numeric phone="end">
              {amountWords(entry.total)}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
