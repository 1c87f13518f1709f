import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { WholeListing } from './price-types.ts'

/** One act on the page of a shop: it says what came of it, and reads again what it changed. */
export function useListingAct<Given>(
  act: (given: Given) => Promise<unknown>,
  words: (given: Given) => string,
) {
  const { trpc, queryClient } = useHub()
  return useMutation({
    mutationFn: act,
    onSuccess: async (_answer, given) => {
      showToast(words(given))
      await queryClient.invalidateQueries(trpc.modules.marketplace.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}

/** Pauses it, or goes on. */
export function useWatch({ id, shop }: Pick<WholeListing, 'id' | 'shop'>) {
  const { listings } = useHub().client.modules.marketplace
  return useListingAct(
    (isWatched: boolean) => listings.watch.mutate({ id, isWatched, idempotencyKey: newKey() }),
    (isWatched) => (isWatched ? `${shop} is looked at again.` : `${shop} is looked at no more for now.`),
  )
}

/** Says whether a price that nobody believes is right. */
export function useAccept({ id }: Pick<WholeListing, 'id'>) {
  const { listings } = useHub().client.modules.marketplace
  return useListingAct(
    (isRight: boolean) => listings.accept.mutate({ id, isRight, idempotencyKey: newKey() }),
    (isRight) => (isRight ? 'The new price counts.' : 'The old price stays.'),
  )
}
