import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Kbd } from '@hub/ui/kbd'
import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../../account.ts'
import { todayIn, weekday } from '../../../../../../components/day-words.ts'
import { Loaded } from '../../../../../../components/loaded.tsx'
import { useShortcut } from '../../../../../../shell/shortcut.ts'
import type { Book } from '../book-page.tsx'
import { Alternatives } from './alternatives.tsx'
import type { BankAccount, Choice, Offer, WholeLine } from './bank-types.ts'
import { EntryDay, firstOpenDay } from './entry-day.tsx'
import { useLineRate } from './line-rate.tsx'
import { moreOf, nameOf, signedWords } from './line-words.ts'
import { OfferCard } from './offer-card.tsx'
import { ToAccount } from './to-account.tsx'
import type { Matching } from './use-matching.ts'

export interface OpenLineProps {
  id: string
  account: BankAccount
  book: Book
  /** Absent for whoever only reads. */
  matching: Matching | undefined
  onSkip: () => void
}

/** One line of the bank with what it may be, or with what it is matched to. */
export function OpenLine({ id, ...rest }: OpenLineProps) {
  const { trpc } = useHub()
  const query = useQuery(trpc.modules.accounting.bank.lines.get.queryOptions({ id }))
  return (
    <Loaded
      query={query}
      failed="The line could not be loaded"
      skeleton={<Skeleton className="h-72 w-full" />}
    >
      {(line) => (
        <div className="flex flex-col gap-4">
          <LineHead line={line} />
          {line.match === null ? (
            <Proposed line={line} {...rest} />
          ) : (
            <Matched match={line.match} matching={rest.matching} />
          )}
        </div>
      )}
    </Loaded>
  )
}

function LineHead({ line }: { line: WholeLine }) {
  const { day, reference, amount, currency } = line
  const { timeZone } = useOrganization()
  return (
    <div className="flex items-start justify-between gap-4 max-tablet:flex-col-reverse max-tablet:gap-1">
      <div className="min-w-0">
        <p className="text-13 text-text-3">Bank line, {weekday(day, todayIn(timeZone))}</p>
        <p className="text-18 font-semibold wrap-anywhere">{nameOf(line)}</p>
        <p className="font-mono text-13 text-text-2 wrap-anywhere">
          {[moreOf(line), reference].filter((part) => part !== '').join(' · ')}
        </p>
      </div>
      <p className="flex-none text-28 font-semibold tabular-nums">
        {signedWords(amount)} <span className="text-16 font-medium text-text-3">{currency}</span>
      </p>
    </div>
  )
}

function Matched({
  match,
  matching,
}: {
  match: NonNullable<WholeLine['match']>
  matching: Matching | undefined
}) {
  return (
    <Card>
      <h2 className="text-15 font-semibold">Matched</h2>
      <p className="mt-1 text-text-2">
        {match.paymentId === null ? (
          match.title
        ) : (
          <PaymentLink id={match.paymentId} title={match.title} isRefund={match.amount.startsWith('-')} />
        )}
      </p>
      {matching && (
        <Button className="mt-4" pending={matching.isPending} onClick={() => matching.undo(match.id)}>
          <Undo2 aria-hidden="true" />
          Undo
          <Kbd>U</Kbd>
        </Button>
      )}
    </Card>
  )
}

/** What the money pays, and what is left of it, stands there. */
function PaymentLink({ id, title, isRefund }: { id: string; title: string; isRefund: boolean }) {
  const { slug } = useOrganization()
  return (
    <Link
      to="/o/$org/accounting/payments"
      params={{ org: slug }}
      search={isRefund ? { refund: id } : { payment: id }}
    >
      {title}
    </Link>
  )
}

type ProposedProps = Omit<OpenLineProps, 'id'> & { line: WholeLine }

function Proposed({ line, account, book, matching, onSkip }: ProposedProps) {
  const { offers } = line
  const [choice, setChoice] = useChoice(offers)
  const offer = choice === 'account' ? undefined : offers[choice]
  const isPosted = offer?.kind === 'invoice' || offer?.kind === 'refund'
  const choose = (at: number) => () => at < offers.length && setChoice(at)
  useShortcut('1', choose(0))
  useShortcut('2', choose(1))
  useShortcut('3', choose(2))
  useShortcut('a', () => setChoice('account'))
  const firstDay = firstOpenDay(line.day, book.closed, useCan('accounting.book.manage'))
  const [on, onDay] = useState(firstDay)
  const entryDay = { day: line.day, firstDay, on, onDay }
  const rate = useLineRate(line.currency, book.baseCurrency)
  const name = nameOf(line)
  const accept = () => {
    if (!offer) return
    const given = isPosted ? rate.take() : {}
    if (given === null) return
    // What goes back may be free only since a later day, which the hub finds where none is chosen.
    const isChosen = offer.kind === 'invoice' || on !== line.day
    const entry = { ...(isPosted && isChosen && { on }), ...given }
    matching?.accept({ bankLineId: line.id, ...acceptedAs(offer), ...entry }, name)
  }
  // On a button or a link Enter is the browser's.
  useShortcut('enter', accept, { within: '[data-line]' })
  return (
    <>
      {offer ? (
        <OfferCard
          offer={offer}
          line={line}
          account={account}
          matching={matching}
          onMatch={accept}
          onSkip={onSkip}
        >
          {isPosted && firstDay !== line.day && <EntryDay {...entryDay} />}
          {isPosted && rate.field}
        </OfferCard>
      ) : (
        <ToAccount
          line={line}
          account={account}
          rate={rate}
          entryDay={entryDay}
          matching={matching}
          isAsked={offers.length > 0}
        />
      )}
      {offers.length > 0 && <Alternatives offers={offers} choice={choice} onChoice={setChoice} />}
    </>
  )
}

/** What is chosen stays it where the offers change meanwhile: each is known by what it is, not by its place. */
function useChoice(offers: readonly Offer[]): [Choice, (choice: Choice) => void] {
  const nameOfChoice = (choice: Choice): string => {
    const offer = choice === 'account' ? undefined : offers[choice]
    return offer ? `${offer.kind} ${offer.id}` : 'account'
  }
  const [chosen, setChosen] = useState(() => nameOfChoice(0))
  const at = offers.findIndex((_, index) => nameOfChoice(index) === chosen)
  const isGone = at < 0 && chosen !== 'account' && offers.length > 0
  const choice = isGone ? 0 : at < 0 ? 'account' : at
  return [choice, (next) => setChosen(nameOfChoice(next))]
}

const acceptedAs = ({ kind, id }: Offer) => {
  if (kind === 'invoice') return { kind, invoiceId: id }
  if (kind === 'refund') return { kind, contactId: id }
  return kind === 'payment' ? { kind, paymentId: id } : { kind, entryId: id }
}
