import { Button } from '@hub/ui/button'
import { Card, CardList } from '@hub/ui/card'
import { SkeletonRows } from '@hub/ui/skeleton'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { useFocusKept } from '../../../../../components/use-focus-kept.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import { paging } from '../../../../../paging.ts'
import { rulesOf } from './price-reads.ts'
import type { Product } from './price-types.ts'
import { RuleRow } from './rule-row.tsx'

const RuleDialog = lazyPart(async () => (await import('./rule-dialog.tsx')).RuleDialog)

/** When people are told of a price: of one product, or of all. */
export function RulesCard({ product }: { product?: Product }) {
  const { trpc } = useHub()
  const canWrite = useCan('marketplace.price.write')
  const [isAdding, setAdding] = useState(false)
  const rules = useInfiniteQuery(
    trpc.modules.marketplace.rules.list.infiniteQueryOptions(rulesOf(product?.id), paging),
  )
  const add = useRef<HTMLButtonElement>(null)
  useFocusKept(add, rules.data)
  return (
    <Card
      flush
      title="Tell me when"
      action={
        canWrite && (
          <Button ref={add} size="sm" variant="ghost" aria-label="Add a rule" onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
            Add
          </Button>
        )
      }
    >
      <Loaded query={rules} failed="The rules could not be loaded" skeleton={<SkeletonRows rows={2} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <NoRules />
          return (
            <CardList label="Tell me when">
              {items.map((rule) => (
                <RuleRow key={rule.id} rule={rule} />
              ))}
            </CardList>
          )
        }}
      </Loaded>
      <LoadMore query={rules} />
      <Suspense>
        {isAdding && <RuleDialog {...(product && { product })} onClose={() => setAdding(false)} />}
      </Suspense>
    </Card>
  )
}

const NoRules = () => (
  <p className="px-(--card-pad) pb-4 text-13 text-text-2">
    Nobody is told of a price yet. Add when you want to be.
  </p>
)
