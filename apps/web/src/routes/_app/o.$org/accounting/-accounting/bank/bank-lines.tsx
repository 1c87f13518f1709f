import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useOrganization } from '../../../../../../account.ts'
import { todayIn, weekday } from '../../../../../../components/day-words.ts'
import { moreOf, nameOf, signedWords } from './line-words.ts'
import type { BankLine } from './bank-types.ts'

export interface BankLinesProps {
  lines: readonly BankLine[]
  open: string | null
  onOpen: (id: string) => void
}

/** Lines by day. Tab reaches the open one. */
export function BankLines({ lines, open, onOpen }: BankLinesProps) {
  const { timeZone } = useOrganization()
  const today = todayIn(timeZone)
  const days = [...Map.groupBy(lines, ({ day }) => day)]
  const reached = lines.some(({ id }) => id === open) ? open : lines[0]?.id
  return days.map(([day, own]) => (
    <section key={day} aria-label={weekday(day, today)}>
      <h2 className="border-b border-line px-4 pt-3 pb-1.5 text-13 font-medium text-text-2">
        {weekday(day, today)}
      </h2>
      <ul>
        {own.map((line) => (
          <li key={line.id} className="border-b border-line">
            <LineButton
              line={line}
              isOpen={line.id === open}
              isReached={line.id === reached}
              onOpen={() => onOpen(line.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  ))
}

interface LineButtonProps {
  line: BankLine
  isOpen: boolean
  isReached: boolean
  onOpen: () => void
}

function LineButton({ line, isOpen, isReached, onOpen }: LineButtonProps) {
  const { id, amount, isMatched } = line
  return (
    <button
      type="button"
      data-line={id}
      tabIndex={isReached ? 0 : -1}
      {...(isOpen && { 'aria-current': true })}
      onClick={onOpen}
      className="grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-3 px-4 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-selected forced-colors:aria-[current]:outline-2 forced-colors:aria-[current]:-outline-offset-2"
    >
      <span className={clsx('truncate font-medium', isMatched && 'text-text-2')}>{nameOf(line)}</span>
      <span className="text-right font-medium tabular-nums">{signedWords(amount)}</span>
      <span className="truncate text-12 text-text-3">{moreOf(line)}</span>
      <LineState line={line} />
    </button>
  )
}

const dots = {
  sure: 'bg-success-solid',
  likely: 'bg-warning-solid',
  possible: 'bg-text-3',
  none: 'bg-text-3',
}
const words = { sure: 'Sure', likely: 'Likely', possible: 'Possible', none: 'No match' }

function LineState({ line: { isMatched, best, proposals } }: { line: BankLine }) {
  if (isMatched)
    return (
      <span className="inline-flex items-center justify-end gap-1 text-12 text-text-3">
        <Check aria-hidden="true" className="size-3.5" />
        Matched
      </span>
    )
  const kind = best ?? 'none'
  return (
    <span className="inline-flex items-center justify-end gap-1.5 text-12 text-text-2">
      <span aria-hidden="true" className={clsx('size-1.5 rounded-full', dots[kind])} />
      {kind !== 'sure' && proposals > 1 ? `${proposals} choices` : words[kind]}
    </span>
  )
}
