import { Dialog } from '@hub/ui/dialog'
import type { KeyboardEvent } from 'react'
import type { StepType } from './flow.ts'
import { stepKinds } from './step-kinds.ts'

export interface AddStepProps {
  onChoose: (type: StepType) => void
  onClose: () => void
}

/** How far each arrow goes along the kinds, which stand in rows of so many. */
const ways: Readonly<Record<string, (columns: number) => number>> = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: (columns) => columns,
  ArrowUp: (columns) => -columns,
}

function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const way = ways[event.key]
  if (way === undefined) return
  event.preventDefault()
  const list = event.currentTarget
  const kinds = [...list.querySelectorAll('button')]
  const at = kinds.findIndex((kind) => kind === document.activeElement)
  const columns = getComputedStyle(list).gridTemplateColumns.split(' ').length
  kinds[at + way(columns)]?.focus()
}

/** Which kind of step to add. Arrow keys go along them. */
export function AddStep({ onChoose, onClose }: AddStepProps) {
  return (
    <Dialog open size="lg" onOpenChange={(open) => !open && onClose()} title="Add a step">
      <ul onKeyDown={goAlong} aria-label="Kinds of steps" className="-mx-2 grid gap-0.5 tablet:grid-cols-2">
        {stepKinds.map(({ type, icon: Icon, label, hint }) => (
          <li key={type}>
            <button
              type="button"
              onClick={() => onChoose(type)}
              className="flex w-full cursor-pointer items-center gap-3 rounded-sm px-2 py-2 text-left hover:bg-hover"
            >
              <span className="grid size-7 flex-none place-items-center rounded-sm bg-neutral-tint text-text-2">
                <Icon aria-hidden="true" />
              </span>
              <span className="min-w-0">
                <span className="block font-medium">{label}</span>
                <span className="block text-12 text-text-2">{hint}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
