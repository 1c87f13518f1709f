import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useOrganization } from '../account.ts'
import type { Organization } from '../account.ts'
import { placeOf } from './places.ts'

/** By organization, as long as this page of the browser lives. */
const last = new Map<string, string>()

/** Remembers where the person is in the organization around this page, but for the assistant itself. */
export function useWhereabouts(): void {
  const organization = useOrganization()
  const { pathname } = useLocation()
  useEffect(() => {
    const place = placeOf(pathname, organization)
    if (!place || place.to === '/o/$org/assistant') return
    const address = place.to.split('/').at(-1) ?? ''
    const words = place.exact ? '' : `${address} ${place.permission.replace(/\.\w+$/, '')}`
    last.set(organization.id, words)
  }, [organization, pathname])
}

/** Where the person turned to the assistant, in the hub's own words: "tasks ops.task". */
export const whereaboutsIn = ({ id }: Organization): string | undefined => last.get(id) || undefined
