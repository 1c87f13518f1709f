import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { linkedCountText, parseLinkedCount } from '@hub/api/schemas/shared/conditions'
import type { LinkedCount } from '@hub/api/schemas/shared/conditions'
import { ActiveFilter, FilterChip } from '@hub/ui/filter-chip'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../../lazy-part.ts'
import { listOf } from '../../../../../search-params.ts'
import type { ExplorerProps } from './foundry-search.ts'
import type { ObjectType } from './foundry-types.ts'
import { countWords } from './count-words.ts'

const LinkedDialog = lazyPart(async () => (await import('./linked-dialog.tsx')).LinkedDialog)

/** "At least 2 orders: placed>=2026-05-01". */
function labelOf({ links }: ObjectType, { name, op, count, where }: LinkedCount): string {
  const title = inSentence(links.find((link) => link.name === name)?.title ?? name)
  const words = op === '=' && count === 0 ? `no ${title}` : `${countWords[op]} ${count} ${title}`
  const only = where.length === 0 ? '' : `: ${where.join(', ')}`
  return words.charAt(0).toUpperCase() + words.slice(1) + only
}

const listed = (texts: readonly string[]) => (texts.length > 1 ? [...texts] : texts[0])

/** Filters by what things are linked with: customers who bought twice since May. */
export function LinkedFilter({ type, search, onSearch }: ExplorerProps & { type: ObjectType }) {
  const [isOpen, setOpen] = useState(false)
  const texts = listOf(search.linked)
  return (
    <>
      {texts.map((text) => {
        const count = parseLinkedCount(text)
        return (
          count && (
            <ActiveFilter
              key={text}
              label={labelOf(type, count)}
              onRemove={() => onSearch({ linked: listed(texts.filter((one) => one !== text)) })}
            />
          )
        )
      })}
      <FilterChip onClick={() => setOpen(true)}>Linked with</FilterChip>
      <Suspense>
        {isOpen && (
          <LinkedDialog
            type={type}
            onClose={() => setOpen(false)}
            onAdd={(count) => onSearch({ linked: listed([...new Set([...texts, linkedCountText(count)])]) })}
          />
        )}
      </Suspense>
    </>
  )
}
