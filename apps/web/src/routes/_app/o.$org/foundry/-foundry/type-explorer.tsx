import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { Drawer } from '@hub/ui/drawer'
import { FilterChip } from '@hub/ui/filter-chip'
import { Skeleton, SkeletonRows } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useHub } from '../../../../../account.ts'
import { Loaded } from '../../../../../components/loaded.tsx'
import { TypedSearch } from '../../../../../components/typed-search.tsx'
import { ActiveConditions } from './active-conditions.tsx'
import { Facets } from './facets.tsx'
import type { ExplorerProps } from './foundry-search.ts'
import type { ListedType, ObjectType } from './foundry-types.ts'
import { LinkedFilter } from './linked-filter.tsx'
import { ObjectTable } from './object-table.tsx'
import { TypeTitle } from './type-title.tsx'

interface TypeExplorerProps extends ExplorerProps {
  types: readonly ListedType[]
  chosen: ListedType
}

export function TypeExplorer({ types, chosen, search, onSearch }: TypeExplorerProps) {
  const { trpc } = useHub()
  const type = useQuery(trpc.modules.foundry.types.get.queryOptions({ id: chosen.id }))
  const choose = (id: string) =>
    onSearch({
      type: id,
      q: undefined,
      where: undefined,
      linked: undefined,
      by: undefined,
      desc: undefined,
      cols: undefined,
    })
  return (
    <>
      <TypeTitle types={types} chosen={chosen} onChoose={choose} />
      <Loaded query={type} failed={`${chosen.plural} could not be loaded`} skeleton={<Loading />}>
        {(whole) => <Objects type={whole} search={search} onSearch={onSearch} />}
      </Loaded>
    </>
  )
}

const Loading = () => (
  <div className="grid gap-5 desk:grid-cols-[212px_minmax(0,1fr)]">
    <Skeleton className="h-80 max-desk:hidden" />
    <SkeletonRows rows={10} />
  </div>
)

function Objects({ type, search, onSearch }: ExplorerProps & { type: ObjectType }) {
  const [isFiltering, setFiltering] = useState(false)
  const find = (
    <TypedSearch
      label={`Search ${inSentence(type.plural)}`}
      value={search.q ?? ''}
      onChange={(q) => onSearch({ q })}
    />
  )
  const facets = <Facets type={type} search={search} onSearch={onSearch} />
  return (
    <div className="grid gap-x-5 gap-y-3 desk:grid-cols-[212px_minmax(0,1fr)]">
      <div className="flex flex-col gap-4 max-desk:hidden">
        {find}
        {facets}
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <div className="min-w-40 flex-1 desk:hidden">{find}</div>
          <FilterChip
            icon={<ListFilter aria-hidden="true" />}
            className="desk:hidden"
            onClick={() => setFiltering(true)}
          >
            Filter
          </FilterChip>
          <ActiveConditions type={type} search={search} onSearch={onSearch} />
          {type.links.length > 0 && <LinkedFilter type={type} search={search} onSearch={onSearch} />}
        </div>
        <ObjectTable type={type} search={search} onSearch={onSearch} />
      </div>
      <Drawer open={isFiltering} onOpenChange={setFiltering} title={`Filter ${inSentence(type.plural)}`}>
        {isFiltering && facets}
      </Drawer>
    </div>
  )
}
