import { Kbd } from '@hub/ui/kbd'
import { useId } from 'react'
import { amountWords } from '../amounts.ts'
import type { Choice, Offer } from './bank-types.ts'

export interface AlternativesProps {
  offers: readonly Offer[]
  choice: Choice
  onChoice: (choice: Choice) => void
}

const MOST_KEYS = 3
const row =
  'flex min-h-11 cursor-pointer items-center gap-2.5 border-t border-line px-4 py-2 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus'

/** What else the line may be. Arrow keys move, as in every group of choices. */
export function Alternatives({ offers, choice, onChoice }: AlternativesProps) {
  const name = useId()
  return (
    <fieldset className="min-w-0 rounded-lg border border-line">
      <legend className="sr-only">What the line is</legend>
      <p aria-hidden="true" className="px-4 py-2.5 text-13 font-medium text-text-2">
        One of these
      </p>
      {offers.map((offer, at) => (
        <label key={offer.id} className={row}>
          <input
            type="radio"
            name={name}
            checked={choice === at}
            onChange={() => onChoice(at)}
            className="radio-dot outline-none"
          />
          <span className="min-w-0 flex-1 wrap-anywhere">{offer.title}</span>
          <span className="tabular-nums">{amountWords(offer.amount)}</span>
          {at < MOST_KEYS && <Kbd className="max-tablet:hidden">{at + 1}</Kbd>}
        </label>
      ))}
      <label className={row}>
        <input
          type="radio"
          name={name}
          checked={choice === 'account'}
          onChange={() => onChoice('account')}
          className="radio-dot outline-none"
        />
        <span className="min-w-0 flex-1">Straight to an account</span>
        <Kbd className="max-tablet:hidden">A</Kbd>
      </label>
    </fieldset>
  )
}
