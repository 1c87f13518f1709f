import type { Step, StepOf, StepType } from './flow.ts'
import { chipsOf } from './expression-words.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'

export interface FormOf<Type extends StepType> {
  step: StepOf<Type>
  onChange: (step: Step) => void
}

/** What a field of a step needs beside its value. */
export function useStepField(step: Step) {
  const { draft, faults, sourcesOf, canWrite } = useFlowActs()
  return (field: string) => ({
    sources: sourcesOf(step),
    chipsIn: (text: string, isBare: boolean) => chipsOf(text, { draft, step, isBare }),
    disabled: !canWrite,
    error: faultsAt(faults, step.id, field)[0]?.message,
  })
}
