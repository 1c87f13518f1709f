import { clsx } from 'clsx'
import { Check } from 'lucide-react'

export interface StepperStep {
  id: string
  name: string
  /** What was decided there: "14 columns matched". */
  detail?: string | undefined
}

export interface StepperProps {
  /** Read out: "Import customers". */
  label: string
  steps: readonly StepperStep[]
  /** Where one is. */
  current: string
  /** Makes the steps behind one buttons that lead back. */
  onStep?: ((id: string) => void) | undefined
}

/** The steps of a task that is done in order. On a phone only the present one has its name. */
export function Stepper({ label, steps, current, onStep }: StepperProps) {
  const at = steps.findIndex(({ id }) => id === current)
  return (
    <nav aria-label={label}>
      <ol className="flex gap-2">
        {steps.map((step, index) => (
          <li
            key={step.id}
            {...(index === at && { 'aria-current': 'step' })}
            className={clsx(
              'flex min-w-0 flex-1 items-center gap-2 border-t-2 pt-2',
              index <= at ? 'border-accent' : 'border-line-strong',
              index !== at && 'max-tablet:flex-none max-tablet:basis-8',
            )}
          >
            <StepFace step={step} index={index} at={at} onStep={onStep} />
          </li>
        ))}
      </ol>
      <p className="sr-only" role="status">
        Step {at + 1} of {steps.length}: {steps[at]?.name}
      </p>
    </nav>
  )
}

interface StepFaceProps {
  step: StepperStep
  index: number
  at: number
  onStep: StepperProps['onStep']
}

function StepFace({ step: { id, name, detail }, index, at, onStep }: StepFaceProps) {
  const isDone = index < at
  const face = (
    <>
      <span
        aria-hidden="true"
        className={clsx(
          'grid size-5 flex-none place-items-center rounded-full text-12 font-semibold tabular-nums',
          isDone && 'bg-success-tint text-success-text',
          index === at && 'bg-accent text-on-accent',
          index > at && 'bg-neutral-tint text-text-2',
        )}
      >
        {isDone ? <Check className="size-3 stroke-2" /> : index + 1}
      </span>
      <span className={clsx('min-w-0 text-left', index !== at && 'max-tablet:sr-only')}>
        <span
          className={clsx(
            'block truncate text-13',
            index === at ? 'font-semibold' : 'font-medium text-text-2',
          )}
        >
          {name}
          {isDone && <span className="sr-only">, done</span>}
        </span>
        {detail !== undefined && <span className="block truncate text-12 text-text-3">{detail}</span>}
      </span>
    </>
  )
  if (!isDone || onStep === undefined) return face
  return (
    <button
      type="button"
      onClick={() => onStep(id)}
      className="flex min-h-6 min-w-6 items-center gap-2 rounded-sm hover:underline"
    >
      {face}
    </button>
  )
}
