import { Skeleton } from '@hub/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useHub } from '../../../../../account.ts'
import { conditionsOf, filtersIn, whereOf } from './foundry-search.ts'
import type { ExplorerProps } from './foundry-search.ts'
import type { ObjectProperty, ObjectType } from './foundry-types.ts'
import type { SpreadProps } from './spread.ts'
import { RangeFacet } from './range-facet.tsx'
import { ValueFacet } from './value-facet.tsx'

const MOST = 6
/** Values of one property that are looked through by eye; of more, search finds them. */
const MANY = 100

/** Texts have too many values to tick; amounts, days and words of few choices are spread out. */
const isSpread = ({ kind, isFiltered }: ObjectProperty) => isFiltered && kind !== 'text'

/** How the objects that fit are spread over each property, and the filters on it. */
export function Facets({ type, search, onSearch }: ExplorerProps & { type: ObjectType }) {
  const properties = type.properties.filter(isSpread).slice(0, MOST)
  return (
    <div className="flex flex-col">
      {properties.map((property) => (
        <PropertyFacet
          key={property.name}
          type={type}
          property={property}
          search={search}
          onSearch={onSearch}
        />
      ))}
    </div>
  )
}

interface PropertyFacetProps extends ExplorerProps {
  type: ObjectType
  property: ObjectProperty
}

function PropertyFacet({ type, property, search, onSearch }: PropertyFacetProps) {
  const { trpc } = useHub()
  const [isWhole, setWhole] = useState(false)
  const conditions = conditionsOf(search)
  // Its own filter is left out, or only what is chosen already could be chosen.
  const others = conditions.filter((one) => one.property !== property.name)
  const facet = useQuery(
    trpc.modules.foundry.objects.facet.queryOptions(
      {
        ...filtersIn(type.id, { ...search, where: whereOf(others) ?? [] }),
        property: property.name,
        ...(isWhole && { limit: MANY }),
      },
      { placeholderData: (before) => before },
    ),
  )
  const own = conditions.filter((one) => one.property === property.name)
  const set = (next: typeof own) => onSearch({ where: whereOf([...others, ...next]) })
  return (
    <Section title={property.title}>
      {facet.data ? (
        <Spread
          facet={facet.data}
          property={property}
          own={own}
          onChange={set}
          onMore={isWhole ? null : () => setWhole(true)}
        />
      ) : (
        !facet.isError && <Skeleton className="h-16" />
      )}
    </Section>
  )
}

const Spread = (props: SpreadProps) =>
  props.property.kind === 'choice' || props.property.kind === 'yesno' ? (
    <ValueFacet {...props} />
  ) : (
    <RangeFacet {...props} />
  )

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <details open className="group border-t border-line py-3 first:border-t-0 first:pt-0">
    <summary className="flex cursor-pointer list-none items-center justify-between rounded-xs text-13 font-semibold">
      {title}
      <ChevronDown
        aria-hidden="true"
        className="size-4 text-text-3 group-not-open:-rotate-90 motion-safe:transition-transform"
      />
    </summary>
    <div className="pt-2">{children}</div>
  </details>
)
