import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import { me } from '../../../../../testing/open-app.tsx'

const PROPOSE = 'modules.ops.notes.propose'
const ACCEPT = 'modules.ops.notes.accept'
const nobody = { assigneeId: null, assigneeName: null, unsure: null, dueOn: null }
const proposals = [
  {
    ...nobody,
    title: 'Send the offer',
    quote: 'Ana will send the offer by Friday.',
    assigneeId: '01980000-0000-7000-8000-000000000041',
    assigneeName: 'Ana Lobo',
    dueOn: '2031-11-28',
  },
  { ...nobody, title: '<b>Lock up</b>', quote: 'Chris will lock up', unsure: 'Chris may be two people.' },
]
const empty = () => ({ items: [], nextCursor: null })
const hub = appOnHub({
  'auth.me': () => me,
  'modules.ops.tasks.list': empty,
  'organizations.members.list': empty,
  [PROPOSE]: () => ({ items: proposals }),
  [ACCEPT]: () => ({ items: [{ id: '01980000-0000-7000-8000-000000000042', title: 'Send the offer' }] }),
})
const { procedures, inputs: sent } = hub
beforeEach(() => sessionStorage.clear())

async function openNotes() {
  hub.open('/o/tide-fennel/tasks')
  await userEvent.click(await screen.findByRole('button', { name: 'From notes' }))
  return within(await screen.findByRole('dialog', { name: 'Tasks from notes' }))
}

async function paste(text: string) {
  const dialog = await openNotes()
  await userEvent.type(dialog.getByLabelText('Notes'), text)
  await userEvent.click(dialog.getByRole('button', { name: 'Find tasks' }))
  return dialog
}

describe('tasks from notes (OPS-1)', () => {
  it('are shown before they are made, as text, with whom, when and their quote', async () => {
    await paste('Ana will send the offer by Friday.')
    const list = within(await screen.findByRole('list', { name: 'Proposed tasks' }))
    const [first, second] = list.getAllByRole('listitem')
    expect(first).toHaveTextContent('Ana Lobo, due')
    expect(first).toHaveTextContent('“Ana will send the offer by Friday.”')
    expect(list.getAllByLabelText('Title')[1]).toHaveValue('<b>Lock up</b>')
    expect(second).toHaveTextContent('For nobody yet. Chris may be two people.')
    expect(sent(ACCEPT)).toEqual([])
  })

  it('are made where they are chosen, with the words that were mended', async () => {
    await paste('notes')
    const list = within(await screen.findByRole('list', { name: 'Proposed tasks' }))
    await userEvent.click(list.getByRole('checkbox', { name: 'Create: <b>Lock up</b>' }))
    await userEvent.type(list.getByDisplayValue('Send the offer'), ' today')
    await userEvent.click(screen.getByRole('button', { name: 'Create 1 task' }))
    expect(await screen.findByText('Created 1 task.')).toBeVisible()
    expect(sent(ACCEPT)).toMatchObject([{ items: [{ title: 'Send the offer today', dueOn: '2031-11-28' }] }])
    expect(screen.queryByRole('dialog', { name: 'Tasks from notes' })).toBeNull()
  })

  it('are none where nobody is asked for anything', async () => {
    procedures.set(PROPOSE, () => ({ items: [] }))
    await paste('It rained.')
    expect(await screen.findByText('Nothing in these notes asks anybody to do something.')).toBeVisible()
  })

  it('say why they could not be made, and lose nothing', async () => {
    procedures.set(ACCEPT, () => {
      throw refuse('NOT_FOUND', 'That person is not a member of this organization.')
    })
    await paste('notes')
    await screen.findByRole('list', { name: 'Proposed tasks' })
    await userEvent.click(screen.getByRole('button', { name: 'Create 2 tasks' }))
    expect(await screen.findByText('That person is not a member of this organization.')).toBeVisible()
    expect(screen.getAllByLabelText('Title')).toHaveLength(2)
  })

  it('keep their notes when the dialog is left, until the tasks are made or they are discarded', async () => {
    await paste('Ana will send the offer by Friday.')
    await screen.findByRole('list', { name: 'Proposed tasks' })
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => screen.queryByRole('dialog', { name: 'Tasks from notes' })).toBeNull()
    const again = await openNotes()
    expect(again.getByText('Restored your draft.')).toBeVisible()
    expect(again.getByLabelText('Notes')).toHaveValue('Ana will send the offer by Friday.')
    await userEvent.type(again.getByLabelText('Notes'), ' Chris will lock up')
    await userEvent.keyboard('{Escape}')
    const third = await openNotes()
    expect(third.getByLabelText('Notes')).toHaveValue('Ana will send the offer by Friday. Chris will lock up')
    await userEvent.click(third.getByRole('button', { name: 'Discard it' }))
    expect(third.getByLabelText('Notes')).toHaveValue('')
    await userEvent.type(third.getByLabelText('Notes'), 'notes')
    await userEvent.click(third.getByRole('button', { name: 'Find tasks' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Create 2 tasks' }))
    expect(await screen.findByText('Created 1 task.')).toBeVisible()
    expect((await openNotes()).getByLabelText('Notes')).toHaveValue('')
  })
})
