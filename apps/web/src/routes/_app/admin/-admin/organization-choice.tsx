import { useQuery } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import { ChoiceFilter } from '../../../../components/choice-filter.tsx'
import { useTRPC } from '../../../../trpc.ts'

/** As many as a menu can show; the others are reached from the list of organizations. */
const NAMED_AT_MOST = 100

/** Narrows a list of the whole hub to one organization. */
export function OrganizationChoice({
  org,
  onChange,
}: {
  org: string | undefined
  onChange: (org: string | undefined) => void
}) {
  const { data } = useQuery(
    useTRPC().admin.organizations.list.queryOptions({ limit: NAMED_AT_MOST, sort: 'name' }),
  )
  const named = data?.items.map(({ id: value, name }) => ({ value, label: name })) ?? []
  const isNamed = named.some(({ value }) => value === org)
  return (
    <ChoiceFilter
      name="Organization"
      icon={<Building2 aria-hidden="true" />}
      choices={org === undefined || isNamed ? named : [{ value: org, label: 'One organization' }, ...named]}
      value={org}
      onChange={onChange}
    />
  )
}
