import { clsx } from 'clsx'
import { TriangleAlert } from 'lucide-react'
import { createContext, useContext, useEffect, useId, useMemo, useState, type ReactNode } from 'react'

interface FieldLinks {
  id: string
  describedBy: string | undefined
  invalid: boolean
  /** A control says why what stands in it cannot be read. */
  setProblem: (problem: string | undefined) => void
}

const FieldContext = createContext<FieldLinks | null>(null)

export interface FieldProps {
  label: ReactNode
  /** Says what to give, before anything is wrong. An error takes its place. */
  hint?: ReactNode
  /** Says what to do: "Add the part after the @." */
  error?: ReactNode
  /** Required is the normal case; only the optional ones are marked. */
  optional?: boolean | undefined
  /** Right of the label, such as the link "Forgot it?". */
  aside?: ReactNode
  /** The label is read out but not shown; for a search box whose icon says it. */
  hideLabel?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}

/** Label, one control, hint or error. Any control of this library inside it finds its label by itself. */
export function Field(props: FieldProps) {
  const { label, hint, optional = false, aside, hideLabel = false, className, children } = props
  const id = useId()
  const [problem, setProblem] = useState<string>()
  // What the control cannot read is nearer than what the form says of it.
  const error = problem ?? props.error
  const invalid = Boolean(error)
  const noteId = invalid || Boolean(hint) ? `${id}-note` : undefined
  const links = useMemo(() => ({ id, describedBy: noteId, invalid, setProblem }), [id, noteId, invalid])
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
      <div className={clsx('flex items-baseline justify-between gap-2', hideLabel && 'sr-only')}>
        <label id={`${id}-label`} htmlFor={id} className="text-13 font-medium">
          {label}
          {optional && <span className="ml-1.5 font-normal text-text-3">optional</span>}
        </label>
        {aside !== undefined && <span className="flex-none text-13">{aside}</span>}
      </div>
      <FieldContext value={links}>{children}</FieldContext>
      <FieldNote id={noteId} hint={hint} error={error} />
    </div>
  )
}

function FieldNote({ id, hint, error }: { id: string | undefined; hint: ReactNode; error: ReactNode }) {
  if (error) {
    return (
      <p id={id} role="alert" className="flex gap-1.5 text-12 text-danger-text">
        <TriangleAlert aria-hidden="true" className="mt-px size-3.5" />
        <span>{error}</span>
      </p>
    )
  }
  return hint ? (
    <p id={id} className="text-12 text-text-3">
      {hint}
    </p>
  ) : null
}

export interface FieldControlProps {
  id?: string
  'aria-describedby'?: string
  'aria-labelledby'?: string
  'aria-invalid'?: true
}

/** What a control inside a Field puts on its element; empty outside of one. */
export function useFieldControl(): FieldControlProps {
  const links = useContext(FieldContext)
  if (links === null) return {}
  return {
    id: links.id,
    ...(links.describedBy !== undefined && { 'aria-describedby': links.describedBy }),
    ...(links.invalid && { 'aria-invalid': true }),
  }
}

/** The id of the label around this control, for controls that are no native input. */
export function useFieldLabelId(): string | undefined {
  const links = useContext(FieldContext)
  return links === null ? undefined : `${links.id}-label`
}

/** Lets a control say in its Field why what stands in it cannot be read. */
export function useFieldProblem(problem: string | undefined): void {
  const setProblem = useContext(FieldContext)?.setProblem
  useEffect(() => {
    setProblem?.(problem)
    return () => setProblem?.(undefined)
  }, [setProblem, problem])
}
