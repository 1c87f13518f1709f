import '@testing-library/jest-dom/vitest'
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { Definition, WorkflowWithDraft } from './flow.ts'
import { FLOW, flowAnswers } from './testing-run.ts'

const hub = appOnHub(flowAnswers)

const step = (id: string, title: string) => ({
  id,
  type: 'create_task',
  title,
  parent: null,
  branch: '',
  onError: 'stop',
  input: { title },
})
const draft = {
  triggers: [],
  fields: [],
  note: '',
  steps: [step('one', 'Order flour'), step('two', 'Order yeast')],
} as unknown as Definition

let opened = 10

/** A workflow of its own, as what a test leaves unsaved is sent when its page is closed. Each save makes the next version. */
function open(): { saved: () => string[][] } {
  opened += 1
  const id = FLOW.replace(/..$/, String(opened))
  let kept = {
    id,
    name: 'Baking day',
    description: 'Each Friday',
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
    createdByName: 'Ines Aldana',
    updatedAt: '2026-11-26T09:56:49.000Z',
    draft,
    isChanged: false,
    faults: [],
    webhooks: [],
    forms: [],
    names: {},
  } as WorkflowWithDraft
  hub.procedures.set('workflows.get', () => kept)
  hub.procedures.set('workflows.update', (input) => {
    if ((input as { id: string }).id !== id) throw refuse('NOT_FOUND', 'It is of another test.')
    kept = { ...kept, draft: (input as { draft: Definition }).draft, version: kept.version + 1 }
    return kept
  })
  hub.procedures.set('system.procedures', () => ({ items: [] }))
  hub.open(`/o/tide-fennel/workflows/${id}?view=list`)
  const titles = (input: unknown) => (input as { draft: Definition }).draft.steps.map(({ title }) => title)
  return { saved: () => hub.inputs('workflows.update').map(titles) }
}

const flour = () => screen.queryByRole('button', { name: /^Order flour/ })

async function removeFirst() {
  await userEvent.click(await screen.findByRole('button', { name: /^Order flour/ }))
  await userEvent.keyboard('{Delete}')
  await waitFor(() => expect(flour()).toBeNull())
}

describe('the editor of workflows (WF-6)', () => {
  it('takes a change back, and forth again, by buttons and keys', async () => {
    const { saved } = open()
    await removeFirst()
    // The message of what was removed has one of its own.
    const undo = () => screen.getAllByRole('button', { name: 'Undo' })[0] as HTMLElement
    await userEvent.click(undo())
    expect(flour()).toBeVisible()
    expect(undo()).toBeDisabled()
    await userEvent.click(screen.getByRole('button', { name: 'Redo' }))
    expect(flour()).toBeNull()
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(flour()).toBeVisible()
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
    expect(flour()).toBeNull()
    await waitFor(() => expect(saved().at(-1)).toEqual(['Order yeast']), { timeout: 3_000 })
  })

  it('brings back by the message of a step that step alone', async () => {
    open()
    await removeFirst()
    await userEvent.click(screen.getByRole('button', { name: /^Order yeast/ }))
    await userEvent.keyboard('{Delete}')
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Order yeast/ })).toBeNull())
    const message = (await screen.findByText('“Order flour” was removed.')).parentElement as HTMLElement
    await userEvent.click(within(message).getByRole('button', { name: 'Undo' }))
    expect(flour()).toBeVisible()
    expect(screen.queryByRole('button', { name: /^Order yeast/ })).toBeNull()
  })

  it('opens another step without a question while a change waits to be saved, or was refused', async () => {
    open()
    hub.procedures.set('workflows.update', () => {
      throw refuse('BAD_REQUEST', 'The title is too long.')
    })
    await removeFirst()
    await userEvent.click(screen.getByRole('button', { name: /^Order yeast/ }))
    expect(await screen.findByText('The title is too long.')).toBeVisible()
    await userEvent.click(screen.getByRole('tab', { name: /^Runs/ }))
    await userEvent.click(screen.getByRole('button', { name: /^Order yeast/ }))
    expect(screen.queryByRole('heading', { name: 'Leave without saving?' })).toBeNull()
    expect(await screen.findByRole('button', { name: /^Order yeast/, pressed: true })).toBeVisible()
  })

  it('has nothing to do again once something else was changed', async () => {
    const { saved } = open()
    await removeFirst()
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(screen.getByRole('button', { name: 'Redo' })).toBeEnabled()
    await userEvent.click(screen.getByRole('button', { name: /^Order yeast/ }))
    await userEvent.keyboard('{Delete}')
    expect(screen.getByRole('button', { name: 'Redo' })).toBeDisabled()
    await waitFor(() => expect(saved().at(-1)).toEqual(['Order flour']), { timeout: 3_000 })
  })

  it('says that somebody removed it, and keeps what stands here as a new one', async () => {
    open()
    await removeFirst()
    const gone = () => {
      throw refuse('NOT_FOUND', 'There is nothing here by that name, or it is not yours to see.')
    }
    hub.procedures.set('workflows.update', gone)
    hub.procedures.set('workflows.get', gone)
    hub.procedures.set('workflows.create', () => gone())
    expect(await screen.findByText('This workflow was removed.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Keep as a new workflow' }))
    await waitFor(() => expect(hub.inputs('workflows.create')).toHaveLength(1))
    expect(hub.inputs('workflows.create')).toMatchObject([
      { name: 'Baking day', description: 'Each Friday', draft: { steps: [{ title: 'Order yeast' }] } },
    ])
  })
})
