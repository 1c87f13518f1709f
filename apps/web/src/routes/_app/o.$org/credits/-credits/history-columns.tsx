import { Credits } from '@hub/ui/credits'
import type { DataColumn } from '@hub/ui/data-table'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import {
  Coins,
  Gift,
  MessageSquareText,
  MonitorSmartphone,
  Plug,
  SlidersHorizontal,
  SquareTerminal,
  Timer,
  Undo2,
  Workflow,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { doorWords } from '../../../../../components/door-words.ts'
import type { Door } from '../../../../../components/door-words.ts'
import { Sentence } from '../../../../../components/sentence.tsx'
import type { CreditMove } from './credit-search.ts'

const doorIcons: Record<Door, LucideIcon> = {
  web: MonitorSmartphone,
  assistant: MessageSquareText,
  mcp: Plug,
  rest: SquareTerminal,
  cli: SquareTerminal,
  workflow: Workflow,
  system: Coins,
}
const kindIcons: Partial<Record<CreditMove['kind'], LucideIcon>> = {
  grant: Gift,
  adjustment: SlidersHorizontal,
  expiry: Timer,
  refund: Undo2,
}

/** What a movement says of itself, which the table asks for. */
export const moveId = ({ id, kind }: CreditMove): string => `${id}-${kind}`
export const moveName = ({ sentence }: CreditMove): string => sentence.map(({ text }) => text).join('')

/** The columns of the history, as wide together as a card on a tablet; it is read newest first, whatever is done to them. */
export const moveColumns: readonly DataColumn<CreditMove>[] = [
  {
    id: 'what',
    title: 'What',
    width: 218,
    grows: true,
    fixed: true,
    phone: 'title',
    cell: (move) => <What move={move} />,
  },
  {
    id: 'who',
    title: 'Who',
    width: 96,
    phone: 'detail',
    cell: (move) => <span className="text-text-2 max-tablet:pl-[26px]">{whoWords(move)}</span>,
  },
  {
    id: 'door',
    title: 'Door',
    width: 108,
    cell: ({ door }) => <span className="text-text-2">{door === null ? '' : doorWords[door]}</span>,
  },
  {
    id: 'when',
    title: 'When',
    width: 88,
    numeric: true,
    phone: 'detail-end',
    cell: ({ at }) => <When at={at} />,
  },
  {
    id: 'credits',
    title: 'Credits',
    width: 88,
    numeric: true,
    phone: 'end',
    cell: (move) => <Amount move={move} />,
  },
  {
    id: 'left',
    title: 'Left',
    width: 104,
    numeric: true,
    cell: ({ availableAfterMicro }) => (
      <span className="text-text-2">
        <Credits micro={availableAfterMicro} />
      </span>
    ),
  },
]

function What({ move: { kind, door, sentence } }: { move: CreditMove }) {
  const Icon = kindIcons[kind] ?? (door === null ? Coins : doorIcons[door])
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Icon aria-hidden="true" className="flex-none text-text-3" />
      <span className="min-w-0 truncate max-tablet:line-clamp-2 max-tablet:leading-4.5 max-tablet:whitespace-normal">
        <Sentence parts={sentence} tabIndex={-1} />
      </span>
      {kind === 'hold' && <Status tone="warning">On hold</Status>}
    </span>
  )
}

function When({ at }: { at: string }) {
  return <Time value={at} format="smart" timeZone={useTimeZone()} className="text-text-3" />
}

function Amount({ move: { kind, deltaMicro } }: { move: CreditMove }) {
  const isGain = deltaMicro > 0
  return (
    <span
      className={isGain ? 'font-medium text-success-text' : kind === 'hold' ? 'text-text-2' : 'font-medium'}
    >
      <Credits micro={deltaMicro} signed={kind !== 'hold'} />
    </span>
  )
}

/** A key says more than its owner; what nobody did, the hub did. First names do among people who know each other. */
const whoWords = ({ actorName, apiKeyName }: CreditMove): string =>
  apiKeyName ?? actorName?.split(' ')[0] ?? 'Hub'
