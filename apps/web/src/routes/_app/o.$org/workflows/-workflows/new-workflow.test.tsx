import '@testing-library/jest-dom/vitest'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { blankFlow, flowAnswers } from './testing-run.ts'

const made = blankFlow({ name: 'Baking day' })

const hub = appOnHub({
  ...flowAnswers,
  'workflows.list': () => ({ items: [], nextCursor: null }),
  'workflows.templates': () => ({ items: [] }),
  'workflows.create': () => made,
  'workflows.get': () => made,
})

it('a workflow that was made by keys is built on from its start, which has the focus', async () => {
  hub.open('/o/tide-fennel/workflows?new=true')
  // A phone has the list, which needs no measures to be drawn.
  const listener = vi.fn<() => void>()
  const phone = { matches: true, addEventListener: listener, removeEventListener: listener }
  vi.stubGlobal('matchMedia', () => phone)
  await userEvent.type(await screen.findByLabelText('Name'), 'Baking day')
  screen.getByRole('button', { name: 'Create workflow' }).focus()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(hub.inputs('workflows.create')).toMatchObject([{ name: 'Baking day' }]))
  expect(await screen.findByRole('heading', { level: 1, name: 'Baking day' })).toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('button', { name: /^Started by hand/ })).toHaveFocus())
  expect(screen.queryByRole('dialog')).toBeNull()
})
