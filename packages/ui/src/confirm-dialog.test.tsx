import { useState } from 'react'
import { expect, test, vi } from 'vitest'

import { ConfirmDialog } from './confirm-dialog.tsx'
import { render, screen, userEvent } from './testing.ts'

function setup(typeToConfirm?: string) {
  const onConfirm = vi.fn<() => void>()
  function Held() {
    const [open, setOpen] = useState(false)
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Remove
        </button>
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title='Delete "October sales"?'
          consequence="Two workflows read it and will stop."
          confirmLabel="Delete"
          onConfirm={onConfirm}
          typeToConfirm={typeToConfirm}
        />
      </>
    )
  }
  render(<Held />)
  return onConfirm
}

test('it asks by name, tells the consequence, and Esc gives focus back', async () => {
  const onConfirm = setup()
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  const dialog = await screen.findByRole('dialog', { name: 'Delete "October sales"?' })
  expect(dialog).toHaveAccessibleDescription('Two workflows read it and will stop.')
  await userEvent.keyboard('{Escape}')
  await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Remove' })).toHaveFocus())
  expect(onConfirm).not.toHaveBeenCalled()
})

test('typed words are asked for, and missing ones are explained instead of a dead button', async () => {
  const onConfirm = setup('October sales')
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
  expect(onConfirm).not.toHaveBeenCalled()
  const field = screen.getByRole('textbox', { name: 'Type October sales to confirm' })
  expect(field).toHaveAccessibleDescription('Type the words exactly as shown.')
  await userEvent.type(field, 'October sales')
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  expect(onConfirm).toHaveBeenCalledOnce()
})
