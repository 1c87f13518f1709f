import { microForLook } from '@hub/api/schemas/shared/check-prices'
import { Button } from '@hub/ui/button'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { PriceTag } from '@hub/ui/price-tag'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeListing } from './price-types.ts'
import { useCheck } from './use-check.ts'
import { useWatch } from './use-listing-acts.ts'

interface ListingActsProps {
  listing: WholeListing
  onRemoved: () => void
}

/** What can be done about the page of a shop. */
export function ListingActs({ listing, onRemoved }: ListingActsProps) {
  const canWrite = useCan('marketplace.price.write')
  const checking = useCheck(listing)
  const watch = useWatch(listing)
  if (!canWrite) return null
  const isWatched = listing.state === 'watched'
  return (
    <>
      <Button pending={checking.isPending} pendingLabel="Looking" onClick={checking.start}>
        <RotateCcw aria-hidden="true" />
        Check now
      </Button>
      <PriceTag className="self-center" micro={microForLook({ by: listing.reader })} />
      <span className="ml-auto inline-flex items-center">
        <Button
          size="sm"
          variant="ghost"
          pending={watch.isPending}
          pendingLabel={isWatched ? 'Pausing' : 'Resuming'}
          onClick={() => watch.mutate(!isWatched)}
        >
          {isWatched ? 'Pause' : 'Resume'}
        </Button>
        <RemoveListing listing={listing} onRemoved={onRemoved} />
      </span>
    </>
  )
}

/** Takes the page away, once more asked for. */
function RemoveListing({ listing, onRemoved }: ListingActsProps) {
  const [isAsking, setAsking] = useState(false)
  const remove = useRemove(listing, onRemoved)
  return (
    <>
      <Button size="sm" variant="danger-quiet" className="-mr-2.5" onClick={() => setAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={(open) => !remove.isPending && setAsking(open)}
        title={`Remove the page of ${listing.shop}?`}
        consequence="Its prices and their history go with it. This cannot be undone, but it can be added again."
        confirmLabel="Remove"
        pendingLabel="Removing"
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}

function useRemove({ id, shop }: WholeListing, onRemoved: () => void) {
  const { client, trpc, queryClient } = useHub()
  const { marketplace } = trpc.modules
  return useMutation({
    mutationFn: () => client.modules.marketplace.listings.remove.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: () => {
      showToast(`Removed the page of ${shop}.`)
      // Closed first: what it shows would be asked for in vain.
      onRemoved()
      queryClient.removeQueries(marketplace.listings.get.queryFilter({ id }))
      void queryClient.invalidateQueries(marketplace.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}
