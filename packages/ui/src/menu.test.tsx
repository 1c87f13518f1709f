import { expect, test, vi } from 'vitest'

import { Button } from './button.tsx'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from './menu.tsx'
import { render, screen, userEvent } from './testing.ts'

function setup() {
  const acts = { rename: vi.fn<() => void>(), choose: vi.fn<(value: 'day' | 'night') => void>() }
  render(
    <Menu trigger={<Button>More</Button>}>
      <MenuItem onClick={acts.rename}>Rename</MenuItem>
      <MenuSeparator />
      <MenuChoice
        label="Theme"
        value="day"
        onValueChange={acts.choose}
        options={[
          { value: 'day', label: 'Day' },
          { value: 'night', label: 'Night' },
        ]}
      />
    </Menu>,
  )
  return acts
}

test('the first click opens it, and a chosen act runs once and closes it', async () => {
  const { rename } = setup()
  expect(screen.getByRole('button', { name: 'More' })).toHaveAttribute('aria-haspopup', 'menu')
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }))
  expect(rename).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument())
})

test('Enter opens it, Esc closes it and gives the focus back', async () => {
  setup()
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  expect(await screen.findByRole('menu')).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await vi.waitFor(() => expect(screen.getByRole('button', { name: 'More' })).toHaveFocus())
})

test('a choice tells its value', async () => {
  const { choose } = setup()
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  expect(await screen.findByRole('menuitemradio', { name: 'Day' })).toBeChecked()
  await userEvent.click(screen.getByRole('menuitemradio', { name: 'Night' }))
  expect(choose).toHaveBeenCalledExactlyOnceWith('night')
})
