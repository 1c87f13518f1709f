import { Skeleton } from '@hub/ui/skeleton'

/** As high as the card of push, which is fetched by itself: what stands below it does not move. */
export const PushWaits = () => <Skeleton className="h-28 rounded-lg" />
