import { SidebarGroup, SidebarLink } from '@hub/ui/sidebar'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useMe, useOrganization, openOrganization } from '../account.ts'
import { useKeptChoice } from '../components/kept-choice.ts'
import type { Place } from '../modules/web-module.ts'
import { useMarksOf } from './background-work.tsx'
import { ownPlaces } from './places.ts'
import type { PlaceList } from './places.ts'

/** So many fit a window of 900 px with all groups open. */
const MOST_OPEN = 12

const namesIn = (stored: unknown): Record<string, unknown> =>
  typeof stored === 'object' && stored !== null ? { ...stored } : {}

/** The links to the places of the organization, as the person arranged them. */
export function PlaceLinks() {
  const organization = useOrganization()
  const { pathname } = useLocation()
  const lists = ownPlaces(useMe(), organization)
  const [kept, keep] = useKeptChoice('sidebar.open', namesIn)
  const count = lists.reduce((sum, { places }) => sum + places.length, 0)
  const isHere = ({ to }: Place) => `${pathname}/`.startsWith(`${to.replace('$org', organization.slug)}/`)
  return lists.map((list) => {
    if (list.label === undefined) return <Links key={list.name} places={list.places} />
    const isIn = list.places.some(isHere)
    const usual = list.name !== 'business' || count <= MOST_OPEN
    const wasLeftOpen = kept[list.name]
    return (
      <Group
        // Whoever comes into a folded group sees where they are.
        key={`${list.name} ${isIn}`}
        list={list}
        isOpen={isIn || (typeof wasLeftOpen === 'boolean' ? wasLeftOpen : usual)}
        onKeep={(isOpen) => keep({ ...kept, [list.name]: isOpen })}
      />
    )
  })
}

interface GroupProps {
  list: PlaceList
  isOpen: boolean
  onKeep: (isOpen: boolean) => void
}

function Group({ list: { label = '', places }, isOpen: wasOpen, onKeep }: GroupProps) {
  const marksOf = useMarksOf()
  const [isOpen, setOpen] = useState(wasOpen)
  return (
    <SidebarGroup
      label={label}
      isOpen={isOpen}
      onOpenChange={(next) => {
        setOpen(next)
        onKeep(next)
      }}
      count={places.reduce((sum, { to }) => sum + (marksOf(to).count ?? 0), 0)}
    >
      <Links places={places} />
    </SidebarGroup>
  )
}

function Links({ places }: { places: readonly Place[] }) {
  const organization = useOrganization()
  const marksOf = useMarksOf()
  return places.map(({ to, label, icon: Icon, exact }) => (
    <SidebarLink
      key={to}
      icon={<Icon aria-hidden="true" />}
      label={label}
      {...marksOf(to)}
      render={
        <Link
          to={to}
          params={openOrganization(organization)}
          activeOptions={{ exact: exact === true, includeSearch: false }}
        />
      }
    />
  ))
}
