import { Credits } from '@hub/ui/credits'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
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

/** Movements of the balance, newest first. */
export function HistoryTable({ moves }: { moves: readonly CreditMove[] }) {
  return (
    <Table label="Credit history">
      <TableHead>
        <Th>What</Th>
        <Th>Who</Th>
        <Th>Door</Th>
        <Th numeric>When</Th>
        <Th numeric>Credits</Th>
        <Th numeric>Left</Th>
      </TableHead>
      <TableBody>
        {moves.map((move) => (
          <MoveRow key={`${move.id}-${move.kind}`} move={move} />
        ))}
      </TableBody>
    </Table>
  )
}

function MoveRow({ move }: { move: CreditMove }) {
  const timeZone = useTimeZone()
  const { kind, sentence, door, deltaMicro, at } = move
  const Icon = kindIcons[kind] ?? (door === null ? Coins : doorIcons[door])
  const isGain = deltaMicro > 0
  return (
    <TableRow>
      <Td className="tablet:w-full tablet:max-w-0">
        <span className="flex min-w-0 items-center gap-2.5">
          <Icon aria-hidden="true" className="text-text-3" />
          <span className="min-w-0 truncate max-tablet:whitespace-normal">
            <Sentence parts={sentence} />
          </span>
          {kind === 'hold' && <Status tone="warning">On hold</Status>}
        </span>
      </Td>
      <Td phone="detail" className="text-text-2 max-tablet:pl-[26px]!">
        <span className="block max-w-[112px] truncate">{whoWords(move)}</span>
      </Td>
      <Td phone="hidden" className="whitespace-nowrap text-text-2">
        {door === null ? '' : doorWords[door]}
      </Td>
      <Td numeric phone="detail-end" className="text-text-3">
        <Time value={at} format="smart" timeZone={timeZone} />
      </Td>
      <Td
        numeric
        phone="end"
        className={isGain ? 'font-medium text-success-text' : kind === 'hold' ? 'text-text-2' : 'font-medium'}
      >
        <Credits micro={deltaMicro} signed={kind !== 'hold'} />
      </Td>
      <Td numeric phone="hidden" className="text-text-2">
        <Credits micro={move.availableAfterMicro} />
      </Td>
    </TableRow>
  )
}

/** A key says more than its owner; what nobody did, the hub did. First names do among people who know each other. */
const whoWords = ({ actorName, apiKeyName }: CreditMove): string =>
  apiKeyName ?? actorName?.split(' ')[0] ?? 'Hub'
