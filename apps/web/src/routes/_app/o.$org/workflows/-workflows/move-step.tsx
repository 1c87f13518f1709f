import { Dialog } from '@hub/ui/dialog'
import { CornerDownRight } from 'lucide-react'
import type { Step } from './flow.ts'
import { useFlowActs } from './flow-acts.ts'
import { placeWords, slotsFor } from './flow-tree.ts'
import type { Slot } from './flow-tree.ts'

interface MoveStepProps {
  step: Step
  onChoose: (slot: Slot) => void
  onClose: () => void
}

/** Where else a step can stand, with all that stands in it. */
export function MoveStep({ step, onChoose, onClose }: MoveStepProps) {
  const { draft } = useFlowActs()
  const titleOf = (id: string) => draft.steps.find((one) => one.id === id)?.title ?? id
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`Move “${step.title}”`}
      description="What stands in it goes along."
    >
      <div className="flex flex-col gap-4">
        {slotsFor(draft, step).map(({ place, slots }) => {
          const words = placeWords(draft, place) ?? 'The main line'
          return (
            <section key={`${place.parent ?? ''}/${place.branch}`} aria-label={words}>
              <h3 className="mb-1 text-12 font-medium text-text-2">{words}</h3>
              <ul className="-mx-2">
                {slots.map((slot) => (
                  <li key={slot.after ?? ''}>
                    <button
                      type="button"
                      onClick={() => onChoose(slot)}
                      className="flex w-full cursor-pointer items-center gap-2.5 rounded-sm px-2 py-2 text-left wrap-anywhere hover:bg-hover"
                    >
                      <CornerDownRight aria-hidden="true" className="flex-none text-text-3" />
                      {slot.after === null ? 'At the beginning' : `After ${titleOf(slot.after)}`}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}
