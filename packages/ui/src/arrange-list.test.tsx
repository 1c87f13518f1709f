import { useState } from 'react'
import { expect, test } from 'vitest'

import { ArrangeList } from './arrange-list.tsx'
import type { ArrangeItem } from './arrange-list.tsx'
import { render, screen, userEvent } from './testing.ts'

const things = ['Today', 'Tasks', 'Books'].map((label) => ({ id: label, label, isShown: true }))

function Listed() {
  const [items, setItems] = useState<ArrangeItem[]>(things)
  return <ArrangeList label="Places" items={items} onItemsChange={setItems} />
}

const order = () => screen.getAllByRole('listitem').map((row) => row.textContent)
const handle = (name: string) => screen.getByRole('button', { name: `Move ${name}, with the arrow keys` })

test('arrow keys on a handle move its row, say where it is, and keep the focus', async () => {
  render(<Listed />)
  handle('Books').focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(order()).toEqual(['Today', 'Books', 'Tasks'])
  expect(screen.getByRole('status')).toHaveTextContent('Books is now 2 of 3.')
  expect(handle('Books')).toHaveFocus()
  handle('Today').focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  expect(order()).toEqual(['Books', 'Tasks', 'Today'])
  expect(handle('Today')).toHaveFocus()
})

test('the first row does not move up, nor the last one down', async () => {
  render(<Listed />)
  handle('Today').focus()
  await userEvent.keyboard('{ArrowUp}')
  handle('Books').focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(order()).toEqual(['Today', 'Tasks', 'Books'])
})

test('a row is hidden and shown by its switch, in its place', async () => {
  render(<Listed />)
  await userEvent.click(screen.getByRole('switch', { name: 'Show Tasks' }))
  expect(screen.getByRole('switch', { name: 'Show Tasks' })).not.toBeChecked()
  expect(order()).toEqual(['Today', 'Tasks', 'Books'])
})
