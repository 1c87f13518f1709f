import { Skeleton, Waiting } from '@hub/ui/skeleton'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useHub } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { lazyPart } from '../../../../lazy-part.ts'
import { compact } from '../../../../search-params.ts'
import { useTRPC } from '../../../../trpc.ts'
import { NotificationHours } from './notification-hours.tsx'
import { NotificationKinds } from './notification-kinds.tsx'
import type { Preferences, PreferencesChange } from './notification-preferences.ts'
import { PushWaits } from './push-waits.tsx'

const PushCard = lazyPart(async () => (await import('./push-card.tsx')).PushCard)

/** What a change makes of it, until the hub has answered. */
const changed = (before: Preferences, { kinds = [], ...hours }: PreferencesChange): Preferences => ({
  ...before,
  ...compact(hours),
  kinds: before.kinds.map((kind) => {
    const { push = kind.push, ...ways } = kinds.find((one) => one.kind === kind.kind) ?? {}
    return { ...kind, ...ways, push }
  }),
})

/** How the person hears of things in this organization. Each choice acts at once. */
export function NotificationSettings() {
  const { client, queryClient, trpc } = useHub()
  const query = useQuery(useTRPC().notifications.preferences.get.queryOptions({}))
  const key = trpc.notifications.preferences.get.queryKey({})
  const { mutate } = useMutation({
    // The later of two choices is the one that holds.
    scope: { id: 'notification-preferences' },
    mutationFn: (change: PreferencesChange) =>
      client.notifications.preferences.set.mutate({ ...change, idempotencyKey: newKey() }),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: key })
      queryClient.setQueryData(key, (before) => before && changed(before, change))
    },
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: key }),
  })
  return (
    <Loaded
      query={query}
      failed="Your choices could not be loaded"
      skeleton={<Skeleton className="h-96 w-full rounded-lg!" />}
    >
      {(preferences) => (
        <div className="flex flex-col gap-4">
          <Suspense
            fallback={
              <Waiting>
                <PushWaits />
              </Waiting>
            }
          >
            <PushCard />
          </Suspense>
          <NotificationKinds kinds={preferences.kinds} onChange={(kind) => mutate({ kinds: [kind] })} />
          <NotificationHours preferences={preferences} onChange={mutate} />
        </div>
      )}
    </Loaded>
  )
}
