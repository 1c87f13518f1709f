import { Menu, MenuChoice } from '@hub/ui/menu'
import { ChevronDown } from 'lucide-react'
import type { ListedType } from './foundry-types.ts'

interface TypeTitleProps {
  types: readonly ListedType[]
  chosen: ListedType
  onChoose: (id: string) => void
}

/** What is explored, and how much of it there is; another type is chosen here. */
export function TypeTitle({ types, chosen, onChoose }: TypeTitleProps) {
  return (
    <div className="mb-4 flex min-h-9 items-baseline gap-3">
      <h1 className="-mx-2 min-w-0 text-22 font-semibold tracking-display">
        {types.length > 1 ? (
          <Menu
            trigger={
              <button
                type="button"
                aria-label={`${chosen.plural}, choose another type`}
                className="inline-flex max-w-full items-center gap-2 text-left rounded-sm px-2 hover:bg-hover data-[popup-open]:bg-hover"
              >
                <span className="min-w-0 wrap-anywhere">{chosen.plural}</span>
                <ChevronDown aria-hidden="true" className="size-4 text-text-3" />
              </button>
            }
          >
            <MenuChoice
              label="Type"
              options={types.map(({ id, plural }) => ({ value: id, label: plural }))}
              value={chosen.id}
              onValueChange={onChoose}
            />
          </Menu>
        ) : (
          <span className="px-2">{chosen.plural}</span>
        )}
      </h1>
      <span className="text-text-2 tabular-nums">{chosen.objects.toLocaleString('en')}</span>
    </div>
  )
}
