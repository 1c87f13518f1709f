import { Progress } from '@hub/ui/progress'
import type { Listing } from './price-types.ts'
import { useCheck } from './use-check.ts'

/** How far a look is; one may go elsewhere meanwhile. */
export function CheckProgress({ listing }: { listing: Pick<Listing, 'id' | 'shop'> }) {
  const { isPending, share, note } = useCheck(listing)
  if (!isPending) return null
  return (
    <div role="status">
      <Progress label={note ?? `Looking at ${listing.shop}`} value={share} hint="You can leave this page." />
    </div>
  )
}
