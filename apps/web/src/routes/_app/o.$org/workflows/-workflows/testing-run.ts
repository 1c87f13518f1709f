import { me } from '../../../../../testing/open-app.tsx'
import type { Procedure } from '../../../../../testing/stand-in.ts'
import type { RunWithSteps, StepRun, WorkflowWithDraft } from './flow.ts'

const idOf = (n: number) => `01a1f859-d525-702e-874d-${n.toString(16).padStart(12, '0')}`
export const [FLOW, RUN] = [idOf(1), idOf(2)]
const AT = '2026-11-26T09:56:49.000Z'

export const stepRun = (more: Partial<StepRun> = {}): StepRun => ({
  path: 'ask',
  stepId: 'ask',
  title: 'Ask the shop',
  type: 'call_api',
  status: 'done',
  attempt: 1,
  input: {},
  output: null,
  isHidden: false,
  error: null,
  question: null,
  mayDecide: false,
  waitUntil: null,
  costMicro: 0,
  startedAt: AT,
  finishedAt: '2026-11-26T09:56:50.000Z',
  ...more,
})

export const runOf = (step: StepRun, more: Partial<RunWithSteps> = {}): RunWithSteps => ({
  id: RUN,
  workflowId: FLOW,
  workflowName: 'Ask the shop',
  isWorkflowRemoved: false,
  number: 4,
  version: 1,
  status: 'failed',
  startedBy: 'person',
  startedByName: 'Maeve Brannigan',
  actsAsName: 'Maeve Brannigan',
  error: step.error,
  costMicro: 0,
  isHeld: false,
  isBeingCanceled: false,
  waitsFor: [],
  wakeAt: null,
  createdAt: AT,
  startedAt: AT,
  finishedAt: '2026-11-26T09:57:23.000Z',
  input: {},
  definition: {
    triggers: [],
    fields: [],
    note: '',
    steps: [{ id: step.stepId, type: step.type, title: step.title, parent: null, branch: '', url: '' }],
  } as unknown as RunWithSteps['definition'],
  steps: [step],
  ...more,
})

/** What a hub says to somebody who may do everything with workflows. */
export const flowAnswers: Record<string, Procedure> = {
  'auth.me': () => ({
    ...me,
    organizations: me.organizations.map((organization) => ({
      ...organization,
      permissions: ['organization.read', 'workflow.read', 'workflow.run', 'workflow.write'],
    })),
  }),
  'jobs.list': () => ({ items: [], nextCursor: null }),
}

/** A workflow that nothing was put in yet. */
export const blankFlow = (more: Partial<WorkflowWithDraft> = {}): WorkflowWithDraft => ({
  id: FLOW,
  name: 'Ask the shop',
  description: '',
  isOn: false,
  published: null,
  atOnce: 10,
  onFailureId: null,
  isForFailures: false,
  runs: 0,
  version: 1,
  startsBy: [],
  nextAt: null,
  lastRun: null,
  createdByName: 'Maeve Brannigan',
  updatedAt: AT,
  draft: { triggers: [], fields: [], note: '', steps: [] },
  isChanged: false,
  faults: [],
  webhooks: [],
  forms: [],
  names: {},
  ...more,
})
