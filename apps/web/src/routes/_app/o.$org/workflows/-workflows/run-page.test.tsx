import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { RunWithSteps, StepRun } from './flow.ts'
import { FLOW, flowAnswers, RUN, runOf, stepRun } from './testing-run.ts'

const hub = appOnHub(flowAnswers)

function open(run: RunWithSteps): void {
  hub.procedures.set('workflows.runs.get', () => run)
  hub.open(`/o/tide-fennel/workflows/${FLOW}/runs/${RUN}`)
}
const failed = (code: string, message: string) => stepRun({ status: 'failed', error: { code, message } })

describe('a step that failed (WF-6)', () => {
  it('by its own settings leads to the editor, and to a new start with the version in force', async () => {
    hub.procedures.set('workflows.runs.retry', () => runOf(stepRun()))
    open(runOf(failed('BAD_REQUEST', 'The address is not complete.')))
    const link = await screen.findByRole('link', { name: 'Mend the step in the editor' })
    expect(link).toHaveAttribute('href', expect.stringContaining('step=ask'))
    expect(screen.getByText(/“Retry from here” runs this step as it was/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Start again with the version in force' }))
    expect(hub.inputs('workflows.runs.retry')).toMatchObject([{ from: 'start', version: 'current' }])
  })

  it('by something outside is tried again from there', async () => {
    open(runOf(failed('UNAVAILABLE', 'api.shop.example did not answer.')))
    expect(await screen.findByText(/put right, retry from here/)).toBeVisible()
    expect(screen.queryByRole('button', { name: /version in force/ })).toBeNull()
  })
})

describe('a run that was stopped while a step waited', () => {
  it('shows the step as stopped, for as long as it lasted', async () => {
    const step = stepRun({
      type: 'delay',
      status: 'stopped',
      waitUntil: '2026-11-26T11:02:00.000Z',
      finishedAt: '2026-11-26T09:57:23.000Z',
    })
    open(runOf(step, { status: 'canceled' }))
    expect(await screen.findByText('Waited')).toBeVisible()
    expect(screen.getByText('Waited').nextSibling).toHaveTextContent('34.0 s')
    expect(screen.queryByText(/It waits until/)).toBeNull()
    expect(screen.getAllByText('Stopped')).toHaveLength(2)
  })
})

describe('a run that ended early', () => {
  const task = { id: 'make', type: 'create_task', title: 'Make it', parent: null, branch: '', input: {} }
  const endedAt = (step: StepRun, status: RunWithSteps['status']) => {
    const run = runOf(step, { status, error: null })
    const steps = [...run.definition.steps, task] as RunWithSteps['definition']['steps']
    return { ...run, definition: { ...run.definition, steps } }
  }

  it('says of what it never came to that it is not done, and goes on where it was stopped', async () => {
    hub.procedures.set('workflows.runs.retry', () => runOf(stepRun()))
    open(endedAt(stepRun({ type: 'delay', status: 'stopped' }), 'canceled'))
    const steps = await screen.findByRole('list', { name: 'Steps of this run' })
    expect(within(steps).getAllByText(/not done/)[0]).toBeInTheDocument()
    expect(within(steps).queryByText(/not yet/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'From where it was stopped' }))
    expect(hub.inputs('workflows.runs.retry')).toMatchObject([{ version: 'same' }])
  })

  it('says who declined, and what they wrote', async () => {
    hub.procedures.set('organizations.members.list', () => ({
      items: [{ userId: 'u1', name: 'Ines Aldana', avatarUrl: null }],
      nextCursor: null,
    }))
    const output = { decision: 'no', byId: 'u1', note: 'Next week again.', at: '2026-11-26T09:56:50.000Z' }
    open(endedAt(stepRun({ type: 'approval', question: 'Order it?', output }), 'done'))
    expect(await screen.findByText(/^Ines Aldana said no, /)).toBeVisible()
    expect(screen.getByText('“Next week again.”')).toBeVisible()
    expect(screen.queryByText('u1')).toBeNull()
  })

  it('counts what nobody decided in time as waited, and says that it means no', async () => {
    const output = { decision: 'no', byId: null, note: 'Nobody decided in time.', at: null }
    open(endedAt(stepRun({ type: 'approval', question: 'Order it?', output }), 'done'))
    expect(await screen.findByText('Nobody decided in time, which means no.')).toBeVisible()
    expect(screen.getByText('Waited').nextSibling).toHaveTextContent('1.0 s')
  })

  it('counts a question that failed it as waited as well', async () => {
    const error = { code: 'TIMEOUT', message: 'Nobody decided in time.' }
    open(endedAt(stepRun({ type: 'approval', status: 'failed', question: 'Order it?', error }), 'failed'))
    expect((await screen.findByText('Waited')).nextSibling).toHaveTextContent('1.0 s')
    expect(screen.getByText('Worked').nextSibling).toHaveTextContent('0.0 s')
  })
})

describe('a run whose workflow was removed', () => {
  it('says so, and leads to nothing that is not there any more', async () => {
    open(runOf(failed('BAD_REQUEST', 'The address is not complete.'), { isWorkflowRemoved: true }))
    expect(await screen.findByText('Workflow removed')).toBeVisible()
    expect(screen.queryByRole('link', { name: /editor/ })).toBeNull()
    expect(screen.queryByRole('button', { name: /version in force/ })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('menuitem', { name: 'From the start, as it was' })).toBeVisible()
    expect(screen.queryByRole('menuitem', { name: /version in force/ })).toBeNull()
  })
})

describe('a test', () => {
  it('says that nothing is changed or sent, and what came of it in words', async () => {
    const step = stepRun({ type: 'send_email', output: { sentTo: [], found: [], said: ['a', 'b'] } })
    open(runOf(step, { status: 'done', startedBy: 'test', version: null }))
    const result = within(await screen.findByRole('region', { name: 'Came out' }))
    expect(result.getByText('nobody')).toBeVisible()
    expect(result.getByText('nothing')).toBeVisible()
    expect(result.getByText('a, b')).toBeVisible()
    expect(screen.getByText('A test: nothing is changed or sent. Begun at 09:56:49')).toBeVisible()
  })
})

describe('what came of a step', () => {
  const shown = async (output: unknown) => {
    open(runOf(stepRun({ type: 'send_email', output }), { status: 'done' }))
    return within(await screen.findByRole('region', { name: 'Came out' }))
  }
  const id = '01a219c3-ab4f-71b0-a0ae-27e28752b582'

  it('is told without ids and versions', async () => {
    const result = await shown({ id, createdById: id, version: 1, title: 'Order milk' })
    expect(result.getByText('Order milk')).toBeVisible()
    expect(result.queryByText(id)).toBeNull()
    expect(result.queryByText('Version')).toBeNull()
  })

  it('is told with them where there is nothing else', async () => {
    expect((await shown({ id })).getByText(id)).toBeVisible()
  })
})

describe('an address that is damaged', () => {
  it.each([
    [`/${FLOW}x`, 'workflows.get', 'There is no such workflow'],
    [`/${FLOW}/runs/${RUN}x`, 'workflows.runs.get', 'There is no such run'],
  ])('%s leads back to the workflows', async (address, path, title) => {
    hub.procedures.set(path, () => {
      throw refuse('BAD_REQUEST', 'The id must be an id, as the hub gives them.')
    })
    hub.open(`/o/tide-fennel/workflows${address}`)
    expect(await screen.findByRole('heading', { name: title, level: 1 })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Go to the workflows' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull()
  })
})
