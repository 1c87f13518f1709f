import { useState } from 'react'
import { expect, test } from 'vitest'

import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Menu, MenuItem } from './menu.tsx'
import { render, screen, userEvent, waitFor } from './testing.ts'

/** A dialog that is there only while it is open, and whose field takes the focus by itself. */
function Page() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>New task</Button>
      <Menu trigger={<Button>More</Button>}>
        <MenuItem onClick={() => setOpen(true)}>Rename</MenuItem>
      </Menu>
      {isOpen && (
        <Dialog open title="New task" onOpenChange={setOpen}>
          <input aria-label="Title" autoFocus />
        </Dialog>
      )}
    </>
  )
}

test('Esc gives the focus back to the button that opened it', async () => {
  const user = userEvent.setup()
  render(<Page />)
  await user.click(screen.getByRole('button', { name: 'New task' }))
  await waitFor(() => expect(screen.getByLabelText('Title')).toHaveFocus())
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.getByRole('button', { name: 'New task' })).toHaveFocus())
})

test('opened from a menu, it gives the focus back to the button of the menu', async () => {
  const user = userEvent.setup()
  render(<Page />)
  await user.click(screen.getByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Rename' }))
  await user.click(screen.getByLabelText('Title'))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.getByRole('button', { name: 'More' })).toHaveFocus())
})
