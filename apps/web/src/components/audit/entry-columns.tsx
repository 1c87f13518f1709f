import type { DataColumn } from '@hub/ui/data-table'
import { IconButton } from '@hub/ui/icon-button'
import { Time } from '@hub/ui/time'
import { Ellipsis } from 'lucide-react'
import { doorWords } from '../door-words.ts'
import type { Door } from '../door-words.ts'
import { Sentence } from '../sentence.tsx'
import { toldWords } from './audit-search.ts'
import type { AuditEntry } from './audit-search.ts'

interface EntryColumns {
  timeZone: string | undefined
  /** Addresses are for owners and for administrators of the platform. */
  showsPlaces: boolean
  onOpen: (entry: AuditEntry) => void
}

/** The columns of a log; it is read newest first, whatever is done to them. */
export const entryColumns = ({
  timeZone,
  showsPlaces,
  onOpen,
}: EntryColumns): readonly DataColumn<AuditEntry>[] => [
  {
    id: 'what',
    title: 'What',
    width: 280,
    grows: true,
    fixed: true,
    phone: 'title',
    cell: ({ who, sentence }) => (
      <span className="max-tablet:line-clamp-2 max-tablet:leading-4.5 max-tablet:whitespace-normal">
        <b className="font-medium">{who}</b> <Sentence parts={sentence} tabIndex={-1} />
      </span>
    ),
  },
  {
    id: 'door',
    title: 'Door',
    width: 116,
    phone: 'detail',
    cell: ({ door }) => <span className="text-text-2">{doorWords[door as Door] ?? door}</span>,
  },
  ...(showsPlaces ? [address] : []),
  {
    id: 'when',
    title: 'When',
    width: 96,
    numeric: true,
    phone: 'detail-end',
    cell: ({ at }) => <Time value={at} format="smart" timeZone={timeZone} className="text-text-3" />,
  },
  {
    id: 'details',
    title: 'Details',
    quiet: true,
    width: 64,
    numeric: true,
    fixed: true,
    phone: 'end',
    cell: (entry) => (
      <IconButton
        size="sm"
        label={`Details: ${toldWords(entry)}`}
        tooltip={false}
        // The row itself is the stop of the keyboard, and Enter opens it there.
        tabIndex={-1}
        onClick={() => onOpen(entry)}
      >
        <Ellipsis />
      </IconButton>
    ),
  },
]

const address: DataColumn<AuditEntry> = {
  id: 'address',
  title: 'Address',
  width: 140,
  cell: ({ ip }) => <span className="text-text-2 tabular-nums">{ip}</span>,
}
