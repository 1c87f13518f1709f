import type { AppRouter } from '@hub/api'
import type { inferRouterOutputs } from '@trpc/server'

type Answers = inferRouterOutputs<AppRouter>['workflows']

export type Workflow = Answers['list']['items'][number]
export type WorkflowWithDraft = Answers['get']
export type Template = Answers['templates']['items'][number]
export type Run = Answers['runs']['list']['items'][number]
export type RunWithSteps = Answers['runs']['get']
export type RunStatus = Run['status']
export type StepRun = RunWithSteps['steps'][number]

export type Definition = WorkflowWithDraft['draft']
export type Fault = WorkflowWithDraft['faults'][number]
export type Step = Definition['steps'][number]
export type StepType = Step['type']
export type StepOf<Type extends StepType> = Extract<Step, { type: Type }>
export type Trigger = Definition['triggers'][number]
export type TriggerType = Trigger['type']
export type TriggerOf<Type extends TriggerType> = Extract<Trigger, { type: Type }>
export type InputField = Definition['fields'][number]
export type Span = StepOf<'approval'>['within']

/** Part of a step, or the top, in which steps stand in a line. */
export interface Place {
  parent: string | null
  branch: string
}
export const TOP: Place = { parent: null, branch: '' }
