import { browserCheckMicro, microForLook } from '@hub/api/schemas/shared/check-prices'
import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { Note } from '@hub/ui/note'
import { PriceTag } from '@hub/ui/price-tag'
import { RadioGroup } from '@hub/ui/radio-group'
import { Time } from '@hub/ui/time'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { newKey } from '../../../../../idempotency.ts'
import { CurrencySelect } from './currency-field.tsx'
import type { ShownPrice, WholeListing } from './price-types.ts'
import { priceText } from './price-words.ts'
import { useCheck } from './use-check.ts'
import { useAccept, useListingAct } from './use-listing-acts.ts'

interface QuestionProps {
  listing: WholeListing
}

/** What only a person can say about the page of a shop. */
export function ListingQuestions({ listing }: QuestionProps) {
  const canWrite = useCan('marketplace.price.write')
  const { outcome, variants, price, canBrowse, reader } = listing
  return (
    <>
      <UncountedPrice listing={listing} />
      {canWrite && outcome === 'choose-variant' && variants.length > 0 && <WhichVariant listing={listing} />}
      {canWrite && price !== null && price.currency === null && <WhichCurrency listing={listing} />}
      {canWrite && outcome === 'no-price' && canBrowse && reader === 'page' && (
        <ByBrowser listing={listing} />
      )}
    </>
  )
}

/** Some pages show their price only to a browser, which costs more, so that a person says so. */
function ByBrowser({ listing }: QuestionProps) {
  const { isPending, start } = useCheck({ ...listing, reader: 'browser' })
  return (
    <Note tone="info" title="A browser may find the price.">
      Some pages show it only after their scripts ran. Where that works, it is read so each morning as well.
      <span className="flex flex-wrap items-center gap-2 pt-2">
        <Button size="sm" pending={isPending} pendingLabel="Looking" onClick={start}>
          Read it with a browser
        </Button>
        <PriceTag micro={browserCheckMicro} />
      </span>
    </Note>
  )
}

/** What the page says and does not count, or not yet. */
function UncountedPrice({ listing }: QuestionProps) {
  const { waiting, refused } = listing
  if (waiting !== null) return <WaitingPrice listing={listing} waiting={waiting} />
  return refused !== '' && <RefusedPrice listing={listing} />
}

interface WaitingPriceProps extends QuestionProps {
  waiting: NonNullable<WholeListing['waiting']>
}

/** A price that is hard to believe waits for a second look, or for somebody who knows. */
function WaitingPrice({ listing, waiting }: WaitingPriceProps) {
  const canWrite = useCan('marketplace.price.write')
  const timeZone = useTimeZone()
  const accept = useAccept(listing)
  const { state } = listing
  const { because, since } = waiting
  return (
    <Note
      tone="warning"
      title={
        <>
          {priceText(waiting)} waits since <Time plain value={since} format="smart" timeZone={timeZone} />.
        </>
      }
    >
      <span className="wrap-anywhere">{because}</span>
      {state === 'watched' && ' It counts by itself where it is still there an hour later.'}
      {canWrite && (
        <span className="flex flex-wrap gap-2 pt-2">
          <Button
            size="sm"
            pending={accept.isPending && accept.variables}
            pendingLabel="Taking"
            onClick={() => !accept.isPending && accept.mutate(true)}
          >
            It is right
          </Button>
          <Button
            size="sm"
            pending={accept.isPending && !accept.variables}
            pendingLabel="Leaving"
            onClick={() => !accept.isPending && accept.mutate(false)}
          >
            It is a mistake
          </Button>
        </span>
      )}
    </Note>
  )
}

/** The page still says what somebody called a mistake; whoever finds that it was none says so. */
function RefusedPrice({ listing }: QuestionProps) {
  const canWrite = useCan('marketplace.price.write')
  const accept = useAccept(listing)
  return (
    <Note tone="plain" title={`${listing.refused} does not count.`}>
      The page says so, and it was called a mistake.
      {canWrite && (
        <span className="flex pt-2">
          <Button
            size="sm"
            pending={accept.isPending}
            pendingLabel="Taking"
            onClick={() => !accept.isPending && accept.mutate(true)}
          >
            It is right after all
          </Button>
        </span>
      )}
    </Note>
  )
}

/** What a person chose counts from the next look on, which begins at once. */
function useChoose(listing: WholeListing) {
  const { client } = useHub()
  const checking = useCheck(listing)
  const choose = useListingAct(
    (chosen: { variant: string } | { currency: string }) =>
      client.modules.marketplace.listings.choose.mutate({
        id: listing.id,
        ...chosen,
        idempotencyKey: newKey(),
      }),
    () => 'It is looked at again with that.',
  )
  return {
    isPending: choose.isPending || checking.isPending,
    mutate: (chosen: Parameters<typeof choose.mutate>[0]) =>
      choose.mutate(chosen, { onSuccess: checking.start }),
  }
}

interface AskProps {
  micro: number
  isPending: boolean
  onSubmit: () => void
  children: ReactNode
}

/** A question with the price of the look that follows its answer. */
const Ask = ({ micro, isPending, onSubmit, children }: AskProps) => (
  <form
    className="flex flex-col gap-3 rounded-md border border-line-strong bg-sheet px-3.5 py-3"
    onSubmit={(event) => {
      event.preventDefault()
      if (!isPending) onSubmit()
    }}
  >
    {children}
    <span className="flex flex-wrap items-center gap-2">
      <Button type="submit" size="sm" variant="primary" pending={isPending} pendingLabel="Looking">
        Use it and look again
      </Button>
      <PriceTag micro={micro} />
    </span>
  </form>
)

const detailOf = (price: ShownPrice | null): { hint: string } | undefined =>
  price === null ? undefined : { hint: priceText(price) }

function WhichVariant({ listing }: QuestionProps) {
  const choose = useChoose(listing)
  const { variants, variant } = listing
  const [chosen, setChosen] = useState(variant ?? variants[0]?.id ?? null)
  return (
    <Ask
      micro={microForLook({ by: listing.reader })}
      isPending={choose.isPending}
      onSubmit={() => chosen !== null && choose.mutate({ variant: chosen })}
    >
      <RadioGroup
        label="Which of these do you sell?"
        className="text-13 wrap-anywhere"
        options={variants.map(({ id, title, price }) => ({ value: id, label: title, ...detailOf(price) }))}
        value={chosen}
        onValueChange={setChosen}
      />
    </Ask>
  )
}

function WhichCurrency({ listing }: QuestionProps) {
  const organization = useOrganization()
  const choose = useChoose(listing)
  const [currency, setCurrency] = useState(listing.currencyMeant ?? organization.currency)
  return (
    <Ask
      micro={microForLook({ by: listing.reader })}
      isPending={choose.isPending}
      onSubmit={() => choose.mutate({ currency })}
    >
      <Field
        label="Which currency does this shop mean?"
        hint="Its page shows a sign that several currencies share."
      >
        <CurrencySelect value={currency} onChange={({ target }) => setCurrency(target.value)} />
      </Field>
    </Ask>
  )
}
