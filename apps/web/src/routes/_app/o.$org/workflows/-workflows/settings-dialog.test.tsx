import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { blankFlow, FLOW, flowAnswers } from './testing-run.ts'

const hub = appOnHub({
  ...flowAnswers,
  'workflows.get': () => blankFlow(),
  'workflows.list': () => ({ items: [], nextCursor: null }),
  'workflows.update': (input) => blankFlow(input as object),
})

it('saves what was changed, and writes over nothing that a colleague set meanwhile', async () => {
  hub.open(`/o/tide-fennel/workflows/${FLOW}?view=list`)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'More for this workflow' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Name and settings' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Name and settings' }))
  const runs = dialog.getByLabelText('Runs at once')
  await user.clear(runs)
  await user.type(runs, '3')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Name and settings' })).toBeNull())
  expect(hub.inputs('workflows.update')).toEqual([
    { id: FLOW, atOnce: 3, idempotencyKey: expect.any(String) as string },
  ])
})
