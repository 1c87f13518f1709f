import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { refreshMe } from '../../account.ts'
import { followOrganization } from './follow.ts'

const inOrganization = getRouteApi('/_app/o/$org')

/** Keeps what is on the page as it is in the hub, whoever changes it. */
export function LiveStream() {
  const { hub, hubs } = inOrganization.useRouteContext()
  const router = useRouter()
  useEffect(
    () =>
      followOrganization({
        hub,
        onReturn: () =>
          void hubs.account.queryClient.invalidateQueries(hubs.account.trpc.auth.me.queryFilter()),
        // The frame of the page looks again whether they belong here. Where the hub does not answer, the next try asks.
        onRefused: () =>
          void refreshMe(hubs).then(
            () => router.invalidate(),
            () => {},
          ),
      }),
    [hub, hubs, router],
  )
  return null
}
