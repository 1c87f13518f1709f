import { Button } from '@hub/ui/button'
import { Docket } from '@hub/ui/docket'
import { Kbd } from '@hub/ui/kbd'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { Status } from '@hub/ui/status'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortDay } from '../../../../../../components/day-words.ts'
import { amountWords } from '../amounts.ts'
import type { BankAccount, Offer, WholeLine } from './bank-types.ts'
import { sizeWords } from './line-words.ts'
import type { Matching } from './use-matching.ts'

export interface OfferCardProps {
  offer: Offer
  line: WholeLine
  account: BankAccount
  matching: Matching | undefined
  onMatch: () => void
  onSkip: () => void
  /** What else is to be said before it is matched. */
  children: ReactNode
}

/** What the line may be: why, and what matching writes into the books. */
export function OfferCard(props: OfferCardProps) {
  const { offer, line, account, matching, onMatch, onSkip, children } = props
  const agree = offer.reasons.filter(({ agrees }) => agrees).length
  return (
    <article aria-label="Proposed match" className="overflow-hidden rounded-lg border border-accent-line">
      <header className="flex flex-wrap items-center gap-2 bg-accent-tint px-4 py-3">
        <h2 className="min-w-0 text-15 font-semibold wrap-anywhere">{offer.title}</h2>
        <Status
          tone={offer.strength === 'sure' ? 'success' : 'neutral'}
          icon={offer.strength === 'sure' ? <Check aria-hidden="true" /> : undefined}
          className="ml-auto"
        >
          {agree} of {offer.reasons.length} agree
        </Status>
      </header>
      <Reasons reasons={offer.reasons} />
      <div className="px-4 pt-3">
        <Docket>
          <Ledger label="What is posted">
            <Posted offer={offer} line={line} account={account} />
          </Ledger>
        </Docket>
        {hasRest(offer, line) && (
          <p className="mt-2 text-13 text-text-2">
            Does it pay another invoice too? Match it, then choose Use credit on the page of that invoice.
          </p>
        )}
      </div>
      {matching && <div className="flex flex-wrap gap-4 px-4 pt-3 empty:hidden">{children}</div>}
      {matching && (
        <footer className="flex flex-wrap items-center gap-2 px-4 pt-2 pb-4">
          {matching.refusal !== null && (
            <Note tone="danger" live>
              {matching.refusal}
            </Note>
          )}
          <Button
            variant="primary"
            pending={matching.isPending}
            pendingLabel="Matching"
            className="max-tablet:flex-1"
            onClick={onMatch}
          >
            Match
            <Kbd>↵</Kbd>
          </Button>
          <Button variant="ghost" className="ml-auto" onClick={onSkip}>
            Skip
            <Kbd>J</Kbd>
          </Button>
        </footer>
      )}
    </article>
  )
}

const whats = { amount: 'Amount', who: 'Who', reference: 'Reference', day: 'Date' }

/** Days as people read them, in what the hub says of them. */
const readable = (words: string): string => words.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => shortDay(day))

const saidOf = (what: Offer['reasons'][number]['what'], words: string): string =>
  what === 'amount' ? amountWords(words) : readable(words) || '–'

const cell = 'border-t border-line px-4 py-2 align-top text-left max-tablet:border-0 max-tablet:py-0.5'

function Reasons({ reasons }: { reasons: Offer['reasons'] }) {
  return (
    <table aria-label="Why it fits" className="w-full border-collapse text-13 max-tablet:block">
      <thead className="max-tablet:sr-only">
        <tr className="text-12 text-text-3">
          {['What', 'Bank says', 'Books say', 'Why it fits'].map((name) => (
            <th key={name} scope="col" className="px-4 py-2 text-left font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-tablet:block">
        {reasons.map(({ what, bankSays, booksSay, agrees, why }) => (
          <tr
            key={what}
            className="max-tablet:block max-tablet:border-t max-tablet:border-line max-tablet:py-2"
          >
            <th
              scope="row"
              className={`${cell} font-normal text-text-2 max-tablet:block max-tablet:text-text-3`}
            >
              {whats[what]}
            </th>
            <td className={`${cell} wrap-anywhere max-tablet:hidden`}>{saidOf(what, bankSays)}</td>
            <td className={`${cell} wrap-anywhere max-tablet:block`}>{saidOf(what, booksSay)}</td>
            <td className={`${cell} max-tablet:block ${agrees ? 'text-success-text' : 'text-text-3'}`}>
              <span className="inline-flex items-start gap-1.5">
                {agrees ? (
                  <Check role="img" aria-label="Agrees" className="mt-0.5 size-3.5 flex-none" />
                ) : (
                  <Minus role="img" aria-label="Does not agree" className="mt-0.5 size-3.5 flex-none" />
                )}
                {readable(why)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The money is more than is open of the invoice. */
const hasRest = (offer: Offer, line: WholeLine) =>
  offer.kind === 'invoice' && Number(line.amount) > Number(offer.amount)

const keepsRest = <LedgerLine name="The rest" amount="stays with the customer as credit" />

function Posted({ offer, line, account }: Pick<OfferCardProps, 'offer' | 'line' | 'account'>) {
  if (offer.kind === 'refund')
    return (
      <>
        <LedgerLine name={`Owed by customers, ${offer.contact}`} amount={`debit ${sizeWords(line.amount)}`} />
        <LedgerLine name={account.account} amount={`credit ${sizeWords(line.amount)}`} />
        {Number(line.amount) > Number(offer.amount) && keepsRest}
      </>
    )
  if (offer.kind !== 'invoice') return <LedgerLine name={offer.title} amount="is in the books already" />
  const isPart = Number(line.amount) < Number(offer.amount)
  const becomes = offer.number.includes(', ') ? 'become' : 'becomes'
  return (
    <>
      <LedgerLine name={account.account} amount={`debit ${sizeWords(line.amount)}`} />
      <LedgerLine name={`Owed by customers, ${offer.contact}`} amount={`credit ${sizeWords(line.amount)}`} />
      <LedgerLine
        name={offer.number}
        amount={isPart ? `becomes Part paid, ${amountWords(offer.amount)} is open now` : `${becomes} Paid`}
      />
      {hasRest(offer, line) && keepsRest}
    </>
  )
}
