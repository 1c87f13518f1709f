import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { followOrganization } from './follow.ts'

const inOrganization = getRouteApi('/_app/o/$org')

/** Keeps what is on the page as it is in the hub, whoever changes it. */
export function LiveStream() {
  const { hub, hubs } = inOrganization.useRouteContext()
  useEffect(
    () =>
      followOrganization({
        hub,
        onReturn: () =>
          void hubs.account.queryClient.invalidateQueries(hubs.account.trpc.auth.me.queryFilter()),
      }),
    [hub, hubs],
  )
  return null
}
